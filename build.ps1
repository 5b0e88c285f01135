#!/usr/bin/env pwsh
# Compiles this project's build program when a source is newer than it, and starts it: ./build.ps1 [target…] [--parameter value…]
# Works from any directory and through a symlink. Environment: DOTNET_EXE names a dotnet to use.
Set-StrictMode -Version Latest
$ErrorActionPreference = 'Stop'

$self = Get-Item -LiteralPath $PSCommandPath
$root = Split-Path -Parent ($self.ResolvedTarget ?? $self.FullName)
$program = Join-Path $root 'artifacts' 'program'
$sdk = Join-Path $root '.nuke' 'temp' 'dotnet-pwsh'
$stamp = Join-Path $program '.compiled'

$env:DOTNET_CLI_TELEMETRY_OPTOUT = $env:DOTNET_NOLOGO = $env:NUKE_TELEMETRY_OPTOUT = '1'
# The build's root is this checkout, wherever it is called from.
$env:NUKE_ROOT = $root

function Test-Sdk([string] $Candidate) {
    if (-not $Candidate -or -not (Get-Command $Candidate -ErrorAction SilentlyContinue)) { return $false }
    Push-Location $root
    try { & $Candidate --version *> $null; return $LASTEXITCODE -eq 0 } finally { Pop-Location }
}

# The dotnet that can compile this project: the one on the PATH if it satisfies global.json, else one of our own.
function Find-Sdk {
    foreach ($candidate in $env:DOTNET_EXE, 'dotnet', (Join-Path $sdk 'dotnet')) {
        if (Test-Sdk $candidate) { return (Get-Command $candidate).Source }
    }
    [Console]::Error.WriteLine("installing the .NET SDK of global.json into $sdk")
    $extension = $IsWindows ? 'ps1' : 'sh'
    $installer = Join-Path $root '.nuke' 'temp' "dotnet-install.$extension"
    New-Item -ItemType Directory -Force (Split-Path $installer) | Out-Null
    Invoke-WebRequest "https://dot.net/v1/dotnet-install.$extension" -OutFile $installer
    $arguments = $IsWindows ? @('-JsonFile', "$root/global.json", '-InstallDir', $sdk, '-NoPath') : @('--jsonfile', "$root/global.json", '--install-dir', $sdk, '--no-path')
    if ($IsWindows) { & $installer @arguments | Out-Null } else { & bash $installer @arguments | Out-Null }
    return Join-Path $sdk 'dotnet'
}

function Test-Stale {
    if (-not (Test-Path $stamp)) { return $true }
    $compiled = (Get-Item -Force $stamp).LastWriteTimeUtc
    $sources = @('build', 'src' | ForEach-Object { Join-Path $root $_ })
    $files = @(Get-ChildItem -Recurse $sources) + @(Get-Item $sources) + @(Get-Item "$root/Directory.*", "$root/global.json", "$root/BannedSymbols.txt")
    return [bool]($files | Where-Object { $_.LastWriteTimeUtc -gt $compiled } | Select-Object -First 1)
}

if (Test-Stale) {
    [Console]::Error.WriteLine('compiling the build program …')
    $began = Get-Date
    $dotnet = Find-Sdk
    $output = & $dotnet publish (Join-Path $root 'build' '_build.csproj') --configuration Release --output $program `
        -nodeReuse:false -p:UseSharedCompilation=false --verbosity quiet -nologo 2>&1
    if ($LASTEXITCODE -ne 0) {
        $output | ForEach-Object { [Console]::Error.WriteLine($_) }
        [Console]::Error.WriteLine('error: the build program does not compile')
        exit 1
    }
    Set-Content (Join-Path $program '.dotnet') $dotnet
    New-Item -Force $stamp | Out-Null
    # The time at which compiling began: what was changed meanwhile is compiled next time.
    (Get-Item -Force $stamp).LastWriteTime = $began
}

$dotnet = Get-Content (Join-Path $program '.dotnet')
if (-not (Test-Path $dotnet)) { $dotnet = Find-Sdk }
& $dotnet (Join-Path $program '_build.dll') @args
exit $LASTEXITCODE
