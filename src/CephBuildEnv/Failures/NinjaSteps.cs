using System.Text.RegularExpressions;

namespace CephBuildEnv.Failures;

/// <summary>Follows ninja: it writes the output of a step in one piece, after the step's line.</summary>
internal sealed partial class NinjaSteps
{
    private string? _directory;
    private string? _total;
    private bool _afterFailed;
    private bool _nested;

    /// <summary>The first step that failed.</summary>
    public FailedStep? Failed { get; private set; }

    public static bool IsProgress(string line) => line.StartsWith('[') && Progress().IsMatch(line);

    public static bool IsStart(string line) => line.StartsWith("ninja: Entering directory ", StringComparison.Ordinal);

    public NinjaLine Read(string line)
    {
        if (_afterFailed)
        {
            _afterFailed = false;
            return NinjaLine.Command;
        }

        if (IsStart(line))
            return Enter(line);
        if (line.StartsWith('[') && Progress().Match(line) is { Success: true } progress)
            return Advance(progress.Groups["total"].Value);
        if (line.StartsWith("FAILED: ", StringComparison.Ordinal) && !_nested)
            return Fail(line);
        return Failed is not null && !_nested && line.StartsWith("ninja: ", StringComparison.Ordinal) ? NinjaLine.EndOfFailed : NinjaLine.Output;
    }

    private NinjaLine Enter(string line)
    {
        if (Failed is not null)
            return NinjaLine.Output;
        var path = line["ninja: Entering directory ".Length..].Trim('`', '\'');
        _directory = path.StartsWith('/') ? path : null;
        return NinjaLine.Progress;
    }

    // A step may run another ninja, whose steps are of another number.
    private NinjaLine Advance(string total)
    {
        if (Failed is null)
        {
            _total = total;
            return NinjaLine.Progress;
        }

        _nested = total != _total;
        return _nested ? NinjaLine.Output : NinjaLine.EndOfFailed;
    }

    private NinjaLine Fail(string line)
    {
        if (Failed is not null)
            return NinjaLine.EndOfFailed;
        // The outputs, separated by blanks; newer versions put the exit code before them.
        var outputs = ExitCode().Replace(line["FAILED: ".Length..], "").Split(' ');
        Failed = new(StepRunner.Ninja, outputs[0], _directory);
        _afterFailed = true;
        return NinjaLine.Failed;
    }

    [GeneratedRegex(@"^\[\d+/(?<total>\d+)\b[^\]]*\] ")]
    private static partial Regex Progress();

    [GeneratedRegex(@"^\[code=-?\d+\] ")]
    private static partial Regex ExitCode();
}
