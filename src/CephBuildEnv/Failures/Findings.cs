namespace CephBuildEnv.Failures;

/// <summary>The errors since something began, and the last lines before now; bounded, however much is said.</summary>
internal sealed class Findings
{
    // Of a step with more errors than these the first ones are enough.
    private const int MostFindings = 200;

    private const int PreludeLines = 2;

    private readonly List<Finding> _found = [];
    private readonly Queue<string> _prelude = new();
    private readonly Queue<string> _last = new();
    private Finding? _open;

    /// <summary>The last lines that are not blank.</summary>
    public IReadOnlyCollection<string> LastLines => _last;

    /// <summary>Forgets everything.</summary>
    public void Clear()
    {
        _found.Clear();
        Interrupt();
        _last.Clear();
    }

    /// <summary>What comes next belongs to none of the errors so far.</summary>
    public void Interrupt()
    {
        _prelude.Clear();
        _open = null;
    }

    public void Add(OutputLine line)
    {
        Remember(_last, line.Text, Failure.MostLines - 1);
        if (ErrorFormats.Begin(line.Text) is { } finding)
            Open(finding, line.Section);
        else if (CompilerErrors.IsCount(line.Text))
            _found.Where(other => other.Tool == CompilerErrors.Gcc).ToList().ForEach(other => other.Tool = CompilerErrors.Clang);
        else if (_open?.More(_open, line.Text) != true)
            AddPrelude(line.Text);
    }

    /// <summary>Forgets the errors that match.</summary>
    /// <returns>How many there were.</returns>
    public int Forget(Predicate<Finding> which)
    {
        Interrupt();
        return _found.RemoveAll(which);
    }

    /// <summary>The first of those that say most; null when none says as much as asked for.</summary>
    public Finding? Best(Rank least = Rank.Summary, Func<Finding, bool>? which = null) =>
        _found.Where(finding => finding.Rank >= least && which?.Invoke(finding) != false).MaxBy(finding => finding.Rank);

    private void Open(Finding finding, int? section)
    {
        finding.Section = section;
        finding.Precede(_prelude);
        Interrupt();
        _open = finding;
        if (_found.Count < MostFindings)
            _found.Add(finding);
    }

    private void AddPrelude(string text)
    {
        _open = null;
        if (CompilerErrors.IsPrelude(text) || LinkerErrors.IsPrelude(text))
            Remember(_prelude, text, PreludeLines);
        else if (!IsContext(text))
            _prelude.Clear();
    }

    // gcc says between the two in what function or class it is.
    private static bool IsContext(string text) =>
        text.Contains(": In ", StringComparison.Ordinal) || text.Contains(": At global scope", StringComparison.Ordinal);

    private static void Remember(Queue<string> lines, string text, int count)
    {
        if (string.IsNullOrWhiteSpace(text))
            return;
        lines.Enqueue(text);
        if (lines.Count > count)
            lines.Dequeue();
    }
}
