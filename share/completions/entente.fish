# fish completion for entente
set -l commands read page parse code classify actors ledger why show correct export import serve model
set -l inputs read page parse code classify actors
set -l keeps read ledger why show correct export import serve
complete -c entente -n "not __fish_seen_subcommand_from $commands" -f -a "$commands"
complete -c entente -l data -x -a '(__fish_complete_directories)' -d 'folder with models/ and knowledge/'
complete -c entente -l color -x -a 'auto always never' -d 'colour on standard output'
complete -c entente -s q -l quiet -d 'no progress bar, no summary'
complete -c entente -l no-progress -d 'no progress bar'
complete -c entente -s h -l help -d 'print help'
complete -c entente -n "not __fish_seen_subcommand_from $commands" -l version -d 'print the version'
complete -c entente -n "__fish_seen_subcommand_from $inputs" -l threads -x -d 'threads to work on'
complete -c entente -n "__fish_seen_subcommand_from $inputs" -l date -x -d 'date of undated inputs'
complete -c entente -n "__fish_seen_subcommand_from $inputs" -l lang -x -a en -d 'language'
complete -c entente -n "__fish_seen_subcommand_from $inputs" -l coder -x -a 'patterns model blend' -d 'who codes the events'
complete -c entente -n "__fish_seen_subcommand_from $inputs" -l ontology -x -a '(__fish_complete_directories)' -d 'types, verbs and actors of your own'
complete -c entente -n "__fish_seen_subcommand_from $keeps" -l ledger -r -d "the ledger's file"
complete -c entente -n '__fish_seen_subcommand_from read ledger why show' -l json -d 'records'
complete -c entente -n '__fish_seen_subcommand_from page code' -l output -r -d 'file for the records'
complete -c entente -n '__fish_seen_subcommand_from read page code' -l resume -d 'go on where an earlier run was stopped'
complete -c entente -n '__fish_seen_subcommand_from read' -l brief -d 'one paragraph a page'
complete -c entente -n '__fish_seen_subcommand_from parse' -l format -x -a 'conllu json'
complete -c entente -n '__fish_seen_subcommand_from parse' -l model -r -d "the language model's file"
complete -c entente -n '__fish_seen_subcommand_from read parse code classify' -l precision -x -a 'float32 int16 int8' -d 'of the networks'
complete -c entente -n '__fish_seen_subcommand_from export' -l format -x -a 'jsonl csv gdelt plover graphml'
complete -c entente -n '__fish_seen_subcommand_from import' -l format -x
complete -c entente -n '__fish_seen_subcommand_from correct' -l confirm -d 'the entry is right'
complete -c entente -n '__fish_seen_subcommand_from correct' -l reject -d 'the entry is wrong'
complete -c entente -n '__fish_seen_subcommand_from correct' -l set -x -d 'FIELD=VALUE'
complete -c entente -n '__fish_seen_subcommand_from correct' -l by -x -d 'who says so'
complete -c entente -n '__fish_seen_subcommand_from correct' -l note -x -d 'why'
complete -c entente -n '__fish_seen_subcommand_from serve' -l listen -x
complete -c entente -n '__fish_seen_subcommand_from model' -f -a 'import check'
