#compdef entente
# zsh completion for entente
_entente() {
  local -a global inputs precision output resume ledger commands
  global=('--data[folder with models/ and knowledge/]:folder:_files -/' '--color[colour]:when:(auto always never)'
    '(-q --quiet)'{-q,--quiet}'[no progress bar, no summary]' '--no-progress[no progress bar]' '(-h --help)'{-h,--help}'[print help]')
  inputs=('--threads[threads]:number:' '--date[date of undated inputs]:date:' '--lang[language]:language:(en)'
    '--coder[who codes the events]:coder:(patterns model blend)' '--ontology[types, verbs and actors of your own]:folder:_files -/' '*:input:_files')
  precision=('--precision[of the networks]:precision:(float32 int16 int8)')
  resume=('--resume[go on where an earlier run was stopped]')
  output=('--output[file for the records]:file:_files' $resume)
  ledger=("--ledger[the ledger's file]:file:_files")
  commands=('read:read pages into the ledger' 'page:take pages apart' 'parse:tokens, tags, dependencies, entities'
    'code:mentions, statements and events' 'classify:event type between two spans' 'actors:who a phrase names'
    'ledger:pairs of actors' 'why:the entries behind one pair' 'show:one entry, page or actor' "correct:a person's word on an entry"
    "export:the ledger's entries" 'import:a later version' 'serve:a later version' 'model:language models')
  local context state line
  typeset -A opt_args
  _arguments -C $global '--version[print the version]' '1:command:->command' '*::argument:->argument'
  case $state in
    command) _describe command commands ;;
    argument)
      case $words[1] in
        read) _arguments $global $ledger '--json[records]' '--brief[one paragraph a page]' $precision $resume $inputs ;;
        parse) _arguments $global '--format[output]:format:(conllu json)' '--model[language model]:file:_files' $precision $inputs ;;
        code) _arguments $global $precision $output $inputs ;;
        page) _arguments $global $output $inputs ;;
        classify) _arguments $global $precision $inputs ;;
        actors) _arguments $global $inputs ;;
        ledger) _arguments $global $ledger '--json[records]' ;;
        why) _arguments $global $ledger '--json[records]' '1:actor:' '2:actor:' ;;
        show) _arguments $global $ledger '--json[records]' '1:id:' ;;
        correct) _arguments $global $ledger '--confirm[it is right]' '--reject[it is wrong]' '*--set[change]:field=value:' \
          '--by[who]:name:' '--note[why]:text:' '1:id:' ;;
        export) _arguments $global $ledger '--format[format]:format:(jsonl csv gdelt plover graphml)' ;;
        import) _arguments $global $ledger '--format[format]:format:' '1:file:_files' ;;
        serve) _arguments $global $ledger '--listen[address]:address:' ;;
        model) _arguments $global '1:command:(import)' '2:folder:_files -/' '3:file:_files' ;;
      esac ;;
  esac
}
_entente "$@"
