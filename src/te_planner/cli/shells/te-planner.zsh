#compdef te-planner
# te-planner's words for zsh. In ~/.zshrc, after compinit:  eval "$(te-planner completion zsh)"
# or as a file named _te-planner in a folder of $fpath.
_te-planner() {
    local line files
    local -a found before
    before=("${(@Q)words[2,CURRENT-1]}")
    for line in "${(@f)$(te-planner completion answer -- ".${(Q)PREFIX}" "${before[@]}" 2>/dev/null)}"; do
        case $line in
            :files) files=1 ;;
            *$'\t'*) found+=("${${line%%$'\t'*}//:/\\:}:${line#*$'\t'}") ;;
            ?*) found+=("${line//:/\\:}") ;;
        esac
    done
    (( $#found )) && _describe -t words 'te-planner' found
    [[ -n $files ]] && _files
}
if [[ ${funcstack[1]} == _te-planner ]]; then
    _te-planner "$@"
else
    compdef _te-planner te-planner
fi
