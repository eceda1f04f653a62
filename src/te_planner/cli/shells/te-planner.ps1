# te-planner's words for PowerShell. In $PROFILE:
#   te-planner completion powershell | Out-String | Invoke-Expression
Register-ArgumentCompleter -Native -CommandName 'te-planner' -ScriptBlock {
    param($wordToComplete, $commandAst, $cursorPosition)
    $before = @($commandAst.CommandElements | Select-Object -Skip 1 |
        Where-Object { $_.Extent.EndOffset -lt $cursorPosition } |
        ForEach-Object { if ($null -ne $_.Value) { "$($_.Value)" } else { "$_" } })
    te-planner completion answer -- ".$wordToComplete" @before 2>$null | ForEach-Object {
        if ($_ -eq ':files') {
            [System.Management.Automation.CompletionCompleters]::CompleteFilename($wordToComplete)
        } else {
            $text, $help = $_ -split "`t", 2
            if (-not $help) { $help = $text }
            $typed = if ($text -match ' ') { "'$text'" } else { $text }
            [System.Management.Automation.CompletionResult]::new($typed, $text, 'ParameterValue', $help)
        }
    }
}
