@echo off
rem SPDX-License-Identifier: Apache-2.0
rem Copyright the Haulout contributors
rem
rem The launcher for Windows, of the same shape as the script haulout. UNTESTED: nobody has run it on Windows yet.
rem   haulout ...                   the program itself; haulout --help lists its commands
rem   haulout test [maven options]  every test
rem   haulout package [KIND...]     makes the program image and packages, see docs/packaging.md
rem   haulout scan                  asks a public database which weaknesses the libraries have, see docs/third-party.md
rem   haulout format                formats the sources
rem   haulout jdk                   prints the JDK that is used
setlocal EnableExtensions DisableDelayedExpansion
set "root=%~dp0"
if "%root:~-1%"=="\" set "root=%root:~0,-1%"
set "jdk="

if defined HAULOUT_JDK (
  call :consider "%HAULOUT_JDK%"
  if not defined jdk (
    >&2 echo haulout: HAULOUT_JDK is not the folder of a JDK 25 or newer.
    exit /b 69
  )
)
if not defined jdk if defined JAVA_HOME call :consider "%JAVA_HOME%"
if not defined jdk for /d %%d in ("%ProgramFiles%\Eclipse Adoptium\*" "%ProgramFiles%\Java\*" "%ProgramFiles%\Microsoft\jdk*" "%ProgramFiles%\Amazon Corretto\*" "%ProgramFiles%\Zulu\*" "%USERPROFILE%\.jdks\*") do call :consider "%%~d"
if not defined jdk (
  >&2 echo haulout: Java 25 is needed and no JDK 25 or newer was found; install one ^(from adoptium.net, for example^), or set HAULOUT_JDK to its folder.
  exit /b 69
)

if "%~1"=="jdk" (
  echo %jdk%
  exit /b 0
)
if "%~1"=="test" goto :test
if "%~1"=="format" goto :format
if "%~1"=="package" goto :package
if "%~1"=="scan" goto :scan

if "%HAULOUT_BUILD%"=="never" goto :run
call :stale
if errorlevel 1 (
  call :maven || exit /b 69
  >&2 echo haulout: building; this takes a while when it is the first time
  if not exist "%root%\target" mkdir "%root%\target"
  pushd "%root%"
  call mvn -B -ntp -q -Dmaven.test.skip=true -Djacoco.skip=true -Dcyclonedx.skip=true -Dcompiler.werror=-Xdoclint:none -pl app -am package 1>&2 <nul
  if errorlevel 1 (
    popd
    >&2 echo haulout: the build failed, so nothing was run
    exit /b 1
  )
  popd
)

:run
"%jdk%\bin\java.exe" "@%root%\app\jvm.args" "-Dhaulout.launcher=%root%\haulout.cmd" --module-path "%root%\app\target\javafx" --add-modules javafx.controls "@%root%\app\window.args" %HAULOUT_JAVA_OPTS% -jar "%root%\app\target\haulout-app.jar" %*
exit /b %errorlevel%

:test
call :maven || exit /b 69
set "HAULOUT_BUILD=never"
for /f "tokens=1,*" %%a in ("%*") do set "rest=%%b"
pushd "%root%"
call mvn -B -ntp verify %rest%
set "code=%errorlevel%"
popd
exit /b %code%

:package
call :installer || exit /b
rem The time in every jar is the time of every file.
for /f "tokens=3 delims=<>" %%t in ('findstr "project.build.outputTimestamp" "%root%\pom.xml"') do set "made=%%t"
for /f "tokens=1,*" %%a in ("%*") do set "rest=%%b"
"%jdk%\bin\java.exe" -Djava.awt.headless=true -cp "%root%\installer\target\classes;%root%\app\target\lib\*" haulout.installer.Main "%root%" %made% %rest%
exit /b %errorlevel%

:scan
call :installer || exit /b
for /f "tokens=1,*" %%a in ("%*") do set "rest=%%b"
"%jdk%\bin\java.exe" -cp "%root%\installer\target\classes;%root%\app\target\lib\*" haulout.installer.scan.Main "%root%" %rest%
exit /b %errorlevel%

:format
call :maven || exit /b 69
pushd "%root%"
call mvn -B -ntp -q spotless:apply
set "code=%errorlevel%"
popd
exit /b %code%

rem Builds what makes the packages, and the bill of materials with it.
:installer
if not "%HAULOUT_BUILD%"=="never" (
  call :maven || exit /b 69
  >&2 echo haulout: building; this takes a while when it is the first time
  pushd "%root%"
  call mvn -B -ntp -q -Dmaven.test.skip=true -Djacoco.skip=true -Dcompiler.werror=-Xdoclint:none -pl installer -am package 1>&2 <nul
  if errorlevel 1 (
    popd
    >&2 echo haulout: the build failed, so nothing was done
    exit /b 1
  )
  popd
)
exit /b 0

rem Takes %1 as the JDK if it is new enough and none is chosen yet.
:consider
if defined jdk exit /b 0
if not exist "%~1\bin\javac.exe" exit /b 0
if not exist "%~1\release" exit /b 0
for /f "tokens=2 delims==" %%v in ('findstr /b "JAVA_VERSION=" "%~1\release"') do for /f "tokens=1 delims=.-+" %%n in ("%%~v") do if %%n GEQ 25 set "jdk=%~1"
exit /b 0

:maven
where mvn >nul 2>nul
if errorlevel 1 (
  >&2 echo haulout: Maven is needed to build and was not found; install Maven 3.8.6 or newer.
  exit /b 1
)
set "JAVA_HOME=%jdk%"
set "MAVEN_OPTS=%MAVEN_OPTS% --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow"
exit /b 0

rem Error level 1 if anything that goes into the program is newer than the program.
:stale
if not exist "%root%\app\target\.packaged" exit /b 1
if not exist "%root%\app\target\haulout-app.jar" exit /b 1
powershell -NoProfile -Command "$built = (Get-Item -Force -LiteralPath (Join-Path $env:root 'app\target\.packaged')).LastWriteTimeUtc; $sources = @(Get-ChildItem -LiteralPath $env:root -Filter pom.xml); foreach ($m in 'node-core','ui','app','installer') { $sources += Get-ChildItem -LiteralPath (Join-Path $env:root $m) -Filter pom.xml; $d = Join-Path $env:root ($m + '\src\main'); if (Test-Path -LiteralPath $d) { $sources += Get-ChildItem -LiteralPath $d -Recurse } }; exit [int][bool]($sources | Where-Object { $_.LastWriteTimeUtc -gt $built } | Select-Object -First 1)"
exit /b %errorlevel%
