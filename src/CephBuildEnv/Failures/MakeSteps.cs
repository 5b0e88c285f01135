using System.Text.RegularExpressions;

namespace CephBuildEnv.Failures;

/// <summary>Follows make: the output of steps that run at the same time is mixed, and a step that failed is named after its output.</summary>
internal sealed partial class MakeSteps
{
    private static readonly string[] FoundByItself = ["GNUmakefile", "makefile", "Makefile"];

    private const int DeepestOfCMake = 3;

    // Of each level of recursion; several at once on one level.
    private readonly Dictionary<int, List<string>> _directories = [];

    // make says on its standard output that it leaves, and before that on its standard error what has failed: the two can change places.
    private readonly Dictionary<int, string> _left = [];

    /// <summary>A make has entered a directory and not left it.</summary>
    public bool IsInside => _directories.Values.Any(open => open.Count > 0);

    /// <summary>Follows a line; false when it is neither of make's about directories nor of its progress.</summary>
    public bool Read(string line)
    {
        if (line.StartsWith('['))
            return Percentage().IsMatch(line);
        if (!IsCandidate(line) || Directory().Match(line) is not { Success: true } match)
            return false;
        var level = match.Groups["level"] is { Success: true } number ? int.Parse(number.ValueSpan) : 0;
        if (!_directories.TryGetValue(level, out var open))
            _directories[level] = open = [];
        if (match.Groups["verb"].Value == "Entering")
            open.Add(match.Groups["path"].Value);
        else if (open.Remove(match.Groups["path"].Value))
            _left[level] = match.Groups["path"].Value;
        return true;
    }

    /// <summary>The step that a line says has failed; null when it says no such thing.</summary>
    public MakeFailure? FailureIn(string line)
    {
        if (!IsCandidate(line) || Failed().Match(line) is not { Success: true } match)
            return null;
        var makefile = match.Groups["makefile"] is { Success: true } named && !FoundByItself.Contains(named.Value) ? named.Value : null;
        var level = match.Groups["level"] is { Success: true } number ? int.Parse(number.ValueSpan) : 0;
        var step = new FailedStep(StepRunner.Make, match.Groups["target"].Value, DirectoryOf(level) ?? DirectoryOfCMake(level, makefile), makefile);
        return new(step, match.Groups["message"].Value, match.Groups["ignored"].Success);
    }

    // Known when all that run on that level work in the same one.
    private string? DirectoryOf(int level)
    {
        var open = _directories.GetValueOrDefault(level) ?? [];
        var directory = open.Count == 0 ? _left.GetValueOrDefault(level) : open.TrueForAll(path => path == open[0]) ? open[0] : null;
        return directory?.StartsWith('/') == true ? directory : null;
    }

    // make 4.4 does not name the directories of CMake's own recursion, which are all the same: Makefile, CMakeFiles/Makefile2 once or
    // twice, and the target's build.make. A deeper one is that of another project.
    private string? DirectoryOfCMake(int level, string? makefile) =>
        !_directories.ContainsKey(level) && level <= DeepestOfCMake && makefile?.StartsWith("CMakeFiles/", StringComparison.Ordinal) == true ? DirectoryOf(0) : null;

    private static bool IsCandidate(string line) =>
        line.StartsWith("make", StringComparison.Ordinal) || line.StartsWith("gmake", StringComparison.Ordinal);

    [GeneratedRegex(@"^\[ *\d+%\] ")]
    private static partial Regex Percentage();

    [GeneratedRegex(@"^g?make(\[(?<level>\d{1,4})\])?: (?<verb>Entering|Leaving) directory [`'](?<path>.+)'$", RegexOptions.ExplicitCapture)]
    private static partial Regex Directory();

    // Terminated and Interrupt are no failures of the step: somebody has stopped make.
    [GeneratedRegex(
        @"^g?make(\[(?<level>\d{1,4})\])?: (\*\*\* )?(?<message>(\[((?<makefile>[^:\[\]]+):\d+: )?(?<target>[^\]]+)\] (Error \d+|(?!Terminated|Interrupt|Hangup)[A-Z][a-z]\D*?)(?<ignored> \(ignored\))?( \(core dumped\))?" +
        @"|No rule to make target [`']((?<missing>[^']+)', needed by [`'])?(?<target>[^']+)'\.?.*))$",
        RegexOptions.ExplicitCapture)]
    private static partial Regex Failed();
}
