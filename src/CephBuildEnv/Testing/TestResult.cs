namespace CephBuildEnv.Testing;

/// <summary>What became of one test.</summary>
/// <param name="Name">As ctest knows it.</param>
/// <param name="Outcome">Of the last attempt.</param>
/// <param name="Reason">Why it did not pass, in ctest's words: <c>SEGFAULT</c>, <c>Timeout</c>, <c>exit code 3</c>; empty when it passed.</param>
/// <param name="Time">That it took; zero when it did not run.</param>
/// <param name="Output">What it said, as far as ctest kept it.</param>
public sealed record TestResult(string Name, TestOutcome Outcome, string Reason, TimeSpan Time, string Output);
