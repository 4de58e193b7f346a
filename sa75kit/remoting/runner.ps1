# Runs native commands on this host and gives their output as text, one line a command.
#
# Constant text: values come as arguments only. Windows PowerShell 2.0 to 5.1 and PowerShell 7.
#
#   mode LANGUAGEMODE
#   codepage OEMCP
#   answer INDEX STARTED DURATION EXITCODE TRUNCATED FAILURE STDOUT STDERR
#
# Times are milliseconds since this script began (our clock, not the host's); FAILURE, STDOUT and
# STDERR are base64 (FAILURE of UTF-8); a field that is empty is '-'. Text and not bytes: an
# empty byte array does not survive every PSRP client.
#
# Arguments[i] is quoted already; one with a secret is a SecureString, so that script block and
# parameter logging (events 4103, 4104) show its type alone.
param($Programs, $Arguments, $Deadlines, $Cap, $Whole)

# Under constrained language nothing below would run: say so, and the client takes cmd instead.
$mode = [string]$ExecutionContext.SessionState.LanguageMode
"mode $mode"
if ($mode -ne 'FullLanguage') { return }

$ErrorActionPreference = 'Stop'
$watch = [System.Diagnostics.Stopwatch]::StartNew()

$page = '-'
try {
    $nls = 'HKLM:\SYSTEM\CurrentControlSet\Control\Nls\CodePage'
    $page = [string](Get-ItemProperty -Path $nls -Name OEMCP).OEMCP
} catch { }
"codepage $page"

function Get-Base64Text([string]$Text) {
    if ($Text.Length -eq 0) { return '-' }
    return [System.Convert]::ToBase64String([System.Text.Encoding]::UTF8.GetBytes($Text))
}

function Get-Base64Stream($Kept) {
    if ($Kept.Length -eq 0) { return '-' }
    return [System.Convert]::ToBase64String($Kept.ToArray())
}

function Get-PlainText($Secret) {
    $pointer = [System.Runtime.InteropServices.Marshal]::SecureStringToBSTR($Secret)
    try {
        return [System.Runtime.InteropServices.Marshal]::PtrToStringBSTR($pointer)
    } finally {
        [System.Runtime.InteropServices.Marshal]::ZeroFreeBSTR($pointer)
    }
}

function New-ProcessOf([string]$Program, [string]$Line) {
    $info = New-Object System.Diagnostics.ProcessStartInfo
    $info.FileName = $Program
    $info.Arguments = $Line
    $info.UseShellExecute = $false
    $info.CreateNoWindow = $true
    $info.RedirectStandardInput = $true
    $info.RedirectStandardOutput = $true
    $info.RedirectStandardError = $true
    $process = New-Object System.Diagnostics.Process
    $process.StartInfo = $info
    return $process
}

function New-Reading($Stream) {
    $buffer = New-Object byte[] 65536
    return @{
        Stream = $Stream
        Buffer = $buffer
        Pending = $Stream.BeginRead($buffer, 0, $buffer.Length, $null, $null)
        Kept = New-Object System.IO.MemoryStream
        Truncated = $false
        Ended = $false
    }
}

# Takes what has come without waiting for more; true when something came. Beyond the cap the
# stream is still drained: a full pipe would stop the program.
function Step-Reading($Reading) {
    if ($Reading.Ended -or -not $Reading.Pending.IsCompleted) { return $false }
    $count = 0
    try { $count = $Reading.Stream.EndRead($Reading.Pending) } catch { $count = 0 }
    if ($count -le 0) {
        $Reading.Ended = $true
        return $true
    }
    $room = $Cap - $Reading.Kept.Length
    if ($count -gt $room) {
        $Reading.Truncated = $true
        if ($room -gt 0) { $Reading.Kept.Write($Reading.Buffer, 0, [int]$room) }
    } else {
        $Reading.Kept.Write($Reading.Buffer, 0, $count)
    }
    $buffer = $Reading.Buffer
    $Reading.Pending = $Reading.Stream.BeginRead($buffer, 0, $buffer.Length, $null, $null)
    return $true
}

function Stop-Tree($Process) {
    try {
        $killer = New-ProcessOf 'taskkill.exe' ('/T /F /PID ' + $Process.Id)
        [void]$killer.Start()
        $killer.StandardInput.Close()
        [void]$killer.WaitForExit(5000)
    } catch { }
    try { if (-not $Process.HasExited) { $Process.Kill() } } catch { }
    try { [void]$Process.WaitForExit(2000) } catch { }
}

for ($index = 0; $index -lt $Programs.Count; $index++) {
    $started = $watch.ElapsedMilliseconds
    $exitCode = '-'
    $failure = ''
    $truncated = 0
    $stdout = '-'
    $stderr = '-'
    $left = $Whole - $started
    $deadline = [Math]::Min([long]$Deadlines[$index], [long]$left)
    if ($left -le 0) {
        $failure = 'not asked: the time for this host was over'
    } else {
        $process = $null
        try {
            $line = $Arguments[$index]
            if ($line -is [System.Security.SecureString]) { $line = Get-PlainText $line }
            $process = New-ProcessOf $Programs[$index] $line
            $line = $null
            [void]$process.Start()
        } catch {
            # The number, not the message: that is in the host's language.
            $cause = $_.Exception.GetBaseException()
            $failure = 'could not be started (' + $cause.GetType().Name
            if ($cause -is [System.ComponentModel.Win32Exception]) {
                $failure = 'could not be started (Windows error ' + $cause.NativeErrorCode
            }
            $failure = $failure + ')'
            $process = $null
        }
        if ($process -ne $null) {
            # Closed at once: a program that would ask a question reads its end and goes on.
            try { $process.StandardInput.Close() } catch { }
            $out = New-Reading $process.StandardOutput.BaseStream
            $err = New-Reading $process.StandardError.BaseStream
            $quiet = 0
            while ($true) {
                $moved = Step-Reading $out
                if (Step-Reading $err) { $moved = $true }
                if ($out.Ended -and $err.Ended -and $process.HasExited) { break }
                if (($watch.ElapsedMilliseconds - $started) -ge $deadline) {
                    if (-not $process.HasExited) {
                        Stop-Tree $process
                        $failure = 'did not end within ' + [string]($deadline / 1000) + ' s; killed'
                    }
                    # What it had written before stands in the pipes still.
                    for ($again = 0; $again -lt 50; $again++) {
                        if (-not ((Step-Reading $out) -or (Step-Reading $err))) {
                            if ($out.Ended -and $err.Ended) { break }
                            [System.Threading.Thread]::Sleep(10)
                        }
                    }
                    break
                }
                if ($moved) { $quiet = 0; continue }
                if ($process.HasExited) {
                    # A child of it may hold the pipes open for ever: two quiet seconds are enough.
                    $quiet = $quiet + 1
                    if ($quiet -gt 100) { break }
                }
                [System.Threading.Thread]::Sleep(20)
            }
            if ($failure.Length -eq 0) { $exitCode = [string]$process.ExitCode }
            if ($out.Truncated -or $err.Truncated) { $truncated = 1 }
            $stdout = Get-Base64Stream $out.Kept
            $stderr = Get-Base64Stream $err.Kept
        }
    }
    $duration = $watch.ElapsedMilliseconds - $started
    $failure = Get-Base64Text $failure
    "answer $index $started $duration $exitCode $truncated $failure $stdout $stderr"
}
