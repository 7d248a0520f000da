"""The requirements of the route, one module a stage; importing this registers them all."""

from iom.stages.requirements import choice, evaluation, implementation, placement, reflection

__all__ = ["choice", "evaluation", "implementation", "placement", "reflection"]
