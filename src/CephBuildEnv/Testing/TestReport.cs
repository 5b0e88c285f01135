using CephBuildEnv.Text;

namespace CephBuildEnv.Testing;

/// <summary>Says which tests failed, and what they said last.</summary>
public static class TestReport
{
    /// <summary>Of a test's output; its end is where it says what is wrong.</summary>
    public const int LinesKept = 10;

    /// <summary>A line for each test that failed, and below it the end of its output.</summary>
    public static IEnumerable<string> Failures(IEnumerable<TestResult> results)
    {
        var failed = results.Where(result => result.Outcome == TestOutcome.Failed).ToList();
        var width = failed.Select(result => result.Name.Length).DefaultIfEmpty().Max();
        foreach (var result in failed)
        {
            yield return $"{Printable.Line(result.Name).PadRight(width)}  {Printable.Line(result.Reason)}, {result.Time.TotalSeconds:0.0} s";
            foreach (var line in Tail(result.Output))
                yield return $"    {line}";
        }
    }

    private static IEnumerable<string> Tail(string output) => output.Split('\n')
        .Select(line => Printable.Line(line.TrimEnd()))
        .Where(line => line.Length > 0)
        .TakeLast(LinesKept);
}
