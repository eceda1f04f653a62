@echo off
setlocal DisableDelayedExpansion
if not exist "%~dp0venv\Scripts\python.exe" (
    echo te-planner is not installed here yet: call install.cmd in this folder. 1>&2
    exit /b 1
)
"%~dp0venv\Scripts\python.exe" -I -m te_planner %*
