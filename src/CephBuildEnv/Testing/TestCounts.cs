namespace CephBuildEnv.Testing;

/// <summary>How many tests ended how, in <c>run.json</c>.</summary>
public sealed record TestCounts(int Passed, int Failed, int Skipped)
{
    public static TestCounts Of(IEnumerable<TestResult> results) => results.Aggregate(new TestCounts(0, 0, 0), (counts, result) => result.Outcome switch
    {
        TestOutcome.Passed => counts with { Passed = counts.Passed + 1 },
        TestOutcome.Failed => counts with { Failed = counts.Failed + 1 },
        _ => counts with { Skipped = counts.Skipped + 1 },
    });

    /// <summary><c>12 tests passed, 1 skipped</c>; <c>2 of 14 tests failed, 1 skipped</c>.</summary>
    public override string ToString() =>
        (Failed == 0 ? $"{Tests(Passed)} passed" : $"{Failed} of {Tests(Passed + Failed)} failed") + (Skipped > 0 ? $", {Skipped} skipped" : "");

    private static string Tests(int count) => count == 1 ? "1 test" : $"{count} tests";
}
