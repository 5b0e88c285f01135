using System.Text.RegularExpressions;

namespace CephBuildEnv.Failures;

/// <summary>Follows ninja: it writes the output of a step in one piece, after the step's line.</summary>
/// <remarks>
/// Of a step that failed it writes <c>FAILED: </c> and the names of its outputs, each with a blank behind it, then the command in
/// a line, and then what the step has said. A step that owned the terminal has said it before. Steps say such things, too.
/// </remarks>
internal sealed partial class NinjaSteps
{
    private string? _directory;
    private int _finished;
    private int _total;
    private bool _behindFinished;
    private bool _expectsCommand;
    private bool _nested;
    private FailedStep? _failed;
    private FailedStep? _ofTerminal;

    /// <summary>The step whose output is being read, if it seems to have failed.</summary>
    public FailedStep? Failed => _expectsCommand ? null : _failed ?? _ofTerminal;

    /// <summary>What is read now was said by <see cref="Failed"/>, and not by what came before.</summary>
    public bool IsInsideFailed => _failed is not null;

    public static bool IsProgress(string line) => line.StartsWith('[') && Progress().IsMatch(line);

    public static bool IsStart(string line) => line.StartsWith("ninja: Entering directory ", StringComparison.Ordinal);

    public NinjaLine Read(string line)
    {
        var behindFinished = _behindFinished;
        _behindFinished = false;
        if (IsStart(line))
            return Enter(line);
        if (line.StartsWith('[') && Progress().Match(line) is { Success: true } progress)
            return Advance(int.Parse(progress.Groups["finished"].ValueSpan), int.Parse(progress.Groups["total"].ValueSpan));
        if (IsEnd(line))
            return Stop();
        if ((_failed is null || _expectsCommand) && Header().Match(line) is { Success: true } header)
            return Fail(header.Groups["output"].Value, behindFinished);
        if (_expectsCommand)
            return TakeCommand();

        // Nothing follows the command of a step that owned the terminal.
        _ofTerminal = null;
        return NinjaLine.Output;
    }

    private static bool IsEnd(string line) => line.StartsWith("ninja: ", StringComparison.Ordinal) && End().IsMatch(line);

    private NinjaLine Enter(string line)
    {
        if (_failed is not null)
            return NinjaLine.Output;
        var path = line["ninja: Entering directory ".Length..].Trim('`', '\'');
        _directory = path.StartsWith('/') ? path : null;
        return NinjaLine.Progress;
    }

    private NinjaLine Advance(int finished, int total)
    {
        // A step may run another ninja, which counts anew. The number of steps can change, since ninja finds some to be needless.
        _nested = _failed is not null && !_expectsCommand && (finished <= 1 || (_nested && (total != _total || finished <= _finished)));
        if (_nested)
            return NinjaLine.Output;
        // That a step begins is only said of those that own the terminal, and the number of finished ones is then what it was.
        _behindFinished = finished > 0 && (finished, total) != (_finished, _total);
        (_finished, _total) = (finished, total);
        Close();
        return NinjaLine.Progress;
    }

    private NinjaLine Stop()
    {
        if (_nested)
        {
            _nested = false;
            return NinjaLine.Output;
        }

        Close();
        return NinjaLine.Stopped;
    }

    private NinjaLine TakeCommand()
    {
        _expectsCommand = false;
        return _failed is null ? NinjaLine.Output : NinjaLine.Command;
    }

    private NinjaLine Fail(string output, bool behindFinished)
    {
        var step = new FailedStep(StepRunner.Ninja, output, _directory);
        _failed = behindFinished ? step : null;
        _ofTerminal = behindFinished ? null : step;
        _expectsCommand = true;
        return behindFinished ? NinjaLine.Failed : NinjaLine.Output;
    }

    private void Close()
    {
        (_failed, _ofTerminal) = (null, null);
        _expectsCommand = false;
    }

    [GeneratedRegex(@"^\[(?<finished>\d{1,9})/(?<total>\d{1,9})\b[^\]]*\] ")]
    private static partial Regex Progress();

    // Newer versions put the exit code before the outputs. Of very many outputs the end was cut off, and with it the blank.
    [GeneratedRegex(@"^FAILED: (\[code=-?\d+\] )?(?<output>\S+) (.*( |…))?$", RegexOptions.ExplicitCapture)]
    private static partial Regex Header();

    [GeneratedRegex(@"^ninja: (build stopped|error|fatal): ", RegexOptions.ExplicitCapture)]
    private static partial Regex End();
}
