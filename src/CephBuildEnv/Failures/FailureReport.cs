namespace CephBuildEnv.Failures;

/// <summary>
/// Reads the output of a build line by line, in bounded memory, and finds the first step that failed and its error.
/// </summary>
/// <remarks>
/// An error in the output is not yet a failure: ninja, make and image builders say which step failed, before its errors or
/// after them. Where none of them does, as in scripts, the first of the errors that say most is taken. Steps may say what ninja
/// says of one that failed: who gives no reason is not believed before ninja gives up, and only if nobody else does.
/// </remarks>
public sealed class FailureReport
{
    private readonly NinjaSteps _ninja = new();
    private readonly MakeSteps _make = new();
    private readonly Findings _findings = new();
    private readonly Findings _ofFailed = new();
    private StepRunner? _runner;
    private Failure? _withoutReason;
    private Failure? _decided;

    /// <summary>What follows cannot change <see cref="Failure"/>.</summary>
    public bool IsDecided => _decided is not null;

    /// <summary>What was found so far; null when nothing that is known as an error was said.</summary>
    public Failure? Failure => _decided ?? (_ninja.Failed is { } step
        ? Explained(step) ?? Unexplained(step)
        : _findings.Best(Rank.Stated)?.ToFailure(null) ?? _withoutReason ?? _findings.Best()?.ToFailure(null));

    /// <summary>The first failure in an output, which is read no further than needed.</summary>
    public static Failure? Find(IEnumerable<string> output)
    {
        var report = new FailureReport();
        foreach (var line in output)
        {
            report.Add(line);
            if (report.IsDecided)
                break;
        }

        return report.Failure;
    }

    /// <summary>Takes the next line of the output.</summary>
    public void Add(string line)
    {
        if (IsDecided)
            return;
        var output = OutputLine.Of(line);
        if (output is { SectionError: { } error, Section: { } section })
            _decided = OfSection(section, error);
        else if (!IsOfRunner(output.Text))
            (_ninja.IsInsideFailed ? _ofFailed : _findings).Add(output);
    }

    // The outermost one counts: what runs inside a step of it is output of that step.
    private bool IsOfRunner(string line)
    {
        if (NinjaSteps.IsStart(line) && !_make.IsInside)
            _runner = StepRunner.Ninja;
        else if (NinjaSteps.IsProgress(line))
            _runner ??= StepRunner.Ninja;

        if (_make.Read(line))
        {
            _runner ??= StepRunner.Make;
            return true;
        }

        return _runner == StepRunner.Ninja ? IsOfNinja(line) : IsOfMake(line);
    }

    private bool IsOfNinja(string line)
    {
        var failed = _ninja.Failed;
        var kind = _ninja.Read(line);
        if (kind is not (NinjaLine.Progress or NinjaLine.Stopped))
            return kind != NinjaLine.Output;

        if (failed is not null)
            Judge(failed);
        if (kind == NinjaLine.Stopped)
        {
            _decided ??= _withoutReason;
            return IsDecided;
        }

        _findings.Clear();
        return true;
    }

    private void Judge(FailedStep step)
    {
        _decided = Explained(step);
        // The later one is the likelier: once a step has failed, ninja begins no other.
        _withoutReason = Unexplained(step);
        _ofFailed.Clear();
    }

    private bool IsOfMake(string line)
    {
        if (_make.FailureIn(line) is not { } failed)
            return false;
        if (!failed.IsIgnored)
            _decided = OfMake(failed, line);
        else if (_findings.Forget(failed.Explains) == 0)
            _findings.Clear();
        return true;
    }

    private Failure? Explained(FailedStep step) => (_ofFailed.Best(Rank.Stated) ?? _findings.Best(Rank.Stated))?.ToFailure(step);

    private Failure Unexplained(FailedStep step) => _ofFailed.Best()?.ToFailure(step) ??
        Unexplained("ninja", _ofFailed.LastLines.LastOrDefault(), [$"FAILED: {step.Target}", .. _ofFailed.LastLines], step);

    // Other steps may have failed at the same time, and speak in between.
    private Failure OfMake(MakeFailure failed, string line)
    {
        var own = ErrorFormats.Begin(line);
        var best = _findings.Best(Rank.Stated, failed.Explains)
            ?? (own?.Rank == Rank.Cause ? own : null)
            ?? _findings.Best(Rank.Stated)
            ?? _findings.Best(Rank.Generic, failed.Explains);
        return best?.ToFailure(failed.Step) ?? Unexplained("make", failed.Message, [.. _findings.LastLines, line], failed.Step);
    }

    private Failure OfSection(int section, string error) =>
        _findings.Best(Rank.Generic, finding => finding.Section == section)?.ToFailure(null) ??
        Unexplained("image build", error, [.. _findings.LastLines, error], null);

    private static Failure Unexplained(string tool, string? message, IReadOnlyList<string> lines, FailedStep? step) =>
        new(tool, null, null, message ?? lines[0], step, lines, false);
}
