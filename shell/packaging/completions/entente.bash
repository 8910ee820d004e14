# Completion of entente's options for bash.
_entente() {
  local current=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD - 1]}
  COMPREPLY=()
  case $before in
    --format) mapfile -t COMPREPLY < <(compgen -W "table box list timeline spark csv tsv json jsonl markdown html latex" -- "$current") ;;
    --color) mapfile -t COMPREPLY < <(compgen -W "auto always never" -- "$current") ;;
    --log-level) mapfile -t COMPREPLY < <(compgen -W "debug info warn off" -- "$current") ;;
    -c | --null | --param) ;;
    --explain-error) mapfile -t COMPREPLY < <(compgen -W "$(entente --explain-error 2>/dev/null | cut -d ' ' -f 1)" -- "$current") ;;
    -f) mapfile -t COMPREPLY < <(compgen -f -X '!*.ent' -- "$current"; compgen -d -S / -- "$current") ;;
    -o | --log-file | --restore) mapfile -t COMPREPLY < <(compgen -f -- "$current") ;;
    *)
      if [[ $current == -* ]]; then
        mapfile -t COMPREPLY < <(compgen -W "-c -f --format --null --csv-safe -o --keep-going --restore --param --readonly --safe --no-init --color
          --log-file --log-level --fmt --check --explain-error --version -h --help" -- "$current")
      elif [[ " ${COMP_WORDS[*]} " == *" --fmt "* ]]; then
        mapfile -t COMPREPLY < <(compgen -f -X '!*.ent' -- "$current"; compgen -d -S / -- "$current")
      else
        mapfile -t COMPREPLY < <(compgen -f -X '!*.entente' -- "$current"; compgen -d -S / -- "$current")
      fi
      ;;
  esac
}
complete -o filenames -F _entente entente
