"""The command ``completion``: the small script that teaches a shell to complete."""

from __future__ import annotations

from typing import Annotated, Final

import typer

from iom.cli.completion import WORDS
from iom.cli.output import write
from iom.errors import Exit, IomError
from iom.language import N_

# The braces of the shells are why these are not format strings.
_BASH: Final = r"""
_iom_complete() {
  local IFS=$'\n'
  COMPREPLY=( $(_IOM_COMPLETE=bash "$1" "${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null) )
  if [[ "${COMP_WORDS[COMP_CWORD]}" == "=" || "${COMP_WORDS[COMP_CWORD-1]}" == "=" ]]; then
    COMPREPLY=( "${COMPREPLY[@]#*=}" )
  fi
}
complete -o default -F _iom_complete iom
"""
_ZSH: Final = r"""
#compdef iom
_iom_complete() {
  local -a found
  found=( ${(f)"$(_IOM_COMPLETE=zsh ${words[1]} "${(@Q)words[2,CURRENT]}" 2>/dev/null)"} )
  if (( ${#found} )); then compadd -U -- $found; else _files; fi
}
if (( ! $+functions[compdef] )); then autoload -Uz compinit && compinit; fi
compdef _iom_complete iom
"""
_FISH: Final = r"""
function __iom_complete
  set -l typed (commandline --tokenize --cut-at-cursor --current-process)
  set -l current (commandline --current-token --cut-at-cursor)
  set -l found (env _IOM_COMPLETE=fish $typed[1] $typed[2..-1] "$current" 2>/dev/null)
  if test (count $found) -gt 0
    printf '%s\n' $found
  else
    __fish_complete_path "$current"
  end
end
complete --command iom --no-files --arguments '(__iom_complete)'
"""
_POWERSHELL: Final = r"""
Register-ArgumentCompleter -Native -CommandName iom -ScriptBlock {
  param($word, $line, $cursor)
  $typed = @($line.CommandElements | Select-Object -Skip 1 | ForEach-Object { "$_" })
  if ($word -eq '') { $typed += '""' }
  $env:_IOM_COMPLETE = 'powershell'
  & iom @typed | ForEach-Object { [System.Management.Automation.CompletionResult]::new($_) }
  Remove-Item Env:_IOM_COMPLETE
}
"""
SCRIPTS: Final = {"bash": _BASH, "zsh": _ZSH, "fish": _FISH, "powershell": _POWERSHELL}


class UnknownShellError(IomError):
    """No script is there for the shell ``given``."""

    text = N_("There is no completion for {given}.")
    hint = N_("Choose one of: {known}.")
    exit_code = Exit.USAGE


Shell = Annotated[str, typer.Argument(metavar=N_("SHELL"), help=N_("bash, zsh, fish or powershell"))]


def completion(shell: Shell) -> None:
    """Print the script for ``shell``.

    Raises:
        UnknownShellError: it is none of the four.
    """
    if shell not in SCRIPTS:
        raise UnknownShellError(given=shell, known=WORDS["shell"])
    write(SCRIPTS[shell].lstrip("\n"))
