# bash completion for entente
_entente() {
  local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD-1]} command= word
  local global='--data --color --quiet --no-progress --help' opts
  local i
  for ((i = 1; i < COMP_CWORD; i++)); do
    word=${COMP_WORDS[i]}
    case ${COMP_WORDS[i-1]} in --data | --color) continue ;; esac
    case $word in -*) ;; *) command=$word; break ;; esac
  done
  case $prev in
    --color) COMPREPLY=($(compgen -W 'auto always never' -- "$cur")); return ;;
    --coder) COMPREPLY=($(compgen -W 'patterns model blend' -- "$cur")); return ;;
    --precision) COMPREPLY=($(compgen -W 'float32 int16 int8' -- "$cur")); return ;;
    --lang) COMPREPLY=($(compgen -W 'en' -- "$cur")); return ;;
    --data | --ontology) COMPREPLY=($(compgen -d -- "$cur")); return ;;
    --ledger | --output) COMPREPLY=($(compgen -f -- "$cur")); return ;;
    --threads | --date | --by | --note | --set | --listen) return ;;
    --format)
      case $command in
        parse) COMPREPLY=($(compgen -W 'conllu json' -- "$cur")) ;;
        export) COMPREPLY=($(compgen -W 'jsonl csv gdelt plover graphml' -- "$cur")) ;;
      esac
      return ;;
  esac
  local inputs='--threads --date --lang --coder --ontology'
  case $command in
    '') opts="read page parse code classify actors ledger why show correct export import serve model --version" ;;
    read) opts="$inputs --ledger --json --brief --precision --resume" ;;
    parse) opts="$inputs --format --model --precision" ;;
    code) opts="$inputs --precision --output --resume" ;;
    page) opts="$inputs --output --resume" ;;
    classify) opts="$inputs --precision" ;;
    actors) opts=$inputs ;;
    ledger | why | show) opts='--ledger --json' ;;
    correct) opts='--confirm --reject --set --by --note --ledger' ;;
    export | import) opts='--ledger --format' ;;
    serve) opts='--listen --ledger' ;;
    model) [[ $prev == model ]] && opts='import check' ;;
  esac
  if [[ $cur == -* || -z $command || $prev == model ]]; then
    COMPREPLY=($(compgen -W "$opts $global" -- "$cur"))
  else
    COMPREPLY=($(compgen -f -- "$cur"))
  fi
}
complete -o filenames -F _entente entente
