# te-planner's words for bash. In ~/.bashrc:  eval "$(te-planner completion bash)"
_te_planner() {
    local line IFS=$'\n'
    local current=${COMP_WORDS[COMP_CWORD]}
    [[ $current == "=" ]] && current=
    COMPREPLY=()
    while IFS= read -r line; do
        line=${line%$'\r'}
        if [[ $line == :files ]]; then
            compopt -o filenames 2>/dev/null
            COMPREPLY+=($(compgen -f -- "$current"))
        else
            COMPREPLY+=("$(printf %q "${line%%$'\t'*}")")
        fi
    done < <(te-planner completion answer -- ".$current" "${COMP_WORDS[@]:1:COMP_CWORD-1}" 2>/dev/null)
}
complete -F _te_planner te-planner
