@echo off
rem Installs te-planner into this folder, and touches nothing outside it. PYTHON names the Python to take.
rem Called with /q it waits for no key at the end.
setlocal DisableDelayedExpansion
set "PYTHONPATH="
set "PYTHONHOME="
rem a Python that is not there is not to be fetched
set "PYTHON_MANAGER_AUTOMATIC_INSTALL=false"
set "PYLAUNCHER_ALLOW_INSTALL="

set "found="
if defined PYTHON call :try "%PYTHON%"
for %%v in (@PYTHONS@) do call :try py -%%v
call :try python
if not defined found goto none
%found% "%~dp0install.py"
set "failed=%errorlevel%"
goto end

:none
echo No Python was found. te-planner needs one of Python @PYTHONS@. 1>&2
echo Install one of these, or name it: set PYTHON=C:\where\it\is\python.exe 1>&2
set "failed=1"

:end
if "%~1" == "" pause
exit /b %failed%

rem the first command line that starts a Python is kept
:try
if defined found goto :eof
%* -c "" >nul 2>nul
if %errorlevel% == 0 set found=%*
goto :eof
