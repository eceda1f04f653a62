# te-planner's words for fish, as a file:
#   te-planner completion fish > ~/.config/fish/completions/te-planner.fish
function __te_planner_words
    set -l before (commandline -opc)
    set -l current (commandline -ct)
    for line in (te-planner completion answer -- ".$current" $before[2..-1] 2>/dev/null)
        if test "$line" = :files
            __fish_complete_path "$current"
        else
            echo $line
        end
    end
end
complete -c te-planner -f -a '(__te_planner_words)'
