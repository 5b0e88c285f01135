namespace CephBuildEnv.Failures;

/// <summary>An error that was recognised, and the lines that belong to it, of which more may come.</summary>
internal sealed class Finding(Rank rank, string tool, string message, string line)
{
    // Some print what they could not read.
    private const int LongestMessage = 300;

    private readonly List<string> _lines = [line];

    public Rank Rank { get; } = rank;

    public string Tool { get; set; } = tool;

    public string Message { get; set; } = message;

    public string? File { get; set; }

    public int? Line { get; set; }

    /// <summary>Of the image builder.</summary>
    public int? Section { get; set; }

    public bool OutOfMemory { get; init; }

    /// <summary>Takes the next line if it belongs to the error.</summary>
    public Func<Finding, string, bool> More { get; init; } = (finding, next) => finding.TakeIndented(next);

    public IReadOnlyList<string> Lines => _lines;

    /// <summary>Of what is too long, the end is kept and not the beginning.</summary>
    public bool EndsWithTheCause { get; init; }

    public bool Mentions(string text) => _lines.Exists(line => line.Contains(text, StringComparison.Ordinal));

    public void Take(string next)
    {
        if (_lines.Count < Failure.MostLines)
        {
            _lines.Add(next);
        }
        else if (EndsWithTheCause)
        {
            _lines.RemoveAt(1);
            _lines.Add(next);
        }
    }

    public bool TakeIndented(string next)
    {
        var belongs = next.Length > 0 && next[0] is ' ' or '\t' && !string.IsNullOrWhiteSpace(next);
        if (belongs)
            Take(next);
        return belongs;
    }

    public void Precede(IEnumerable<string> lines) => _lines.InsertRange(0, lines);

    public Failure ToFailure(FailedStep? step) =>
        new(Tool, File, Line, Shorten(Message.Trim()), step, [.. _lines.Take(Failure.MostLines)], OutOfMemory);

    private static string Shorten(string text) => text.Length <= LongestMessage ? text : $"{text[..LongestMessage]}…";
}
