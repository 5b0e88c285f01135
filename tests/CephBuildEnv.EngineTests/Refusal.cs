using Shouldly;

namespace CephBuildEnv.EngineTests;

/// <summary>What a refused command looks like.</summary>
internal static class Refusal
{
    /// <summary>It failed, with exactly one error, which contains all that.</summary>
    public static void ShouldBeRefused(this Outcome outcome, params string[] said)
    {
        outcome.ExitCode.ShouldNotBe(0, outcome.Everything);
        outcome.ErrorLines.Length.ShouldBe(1, outcome.Everything);
        foreach (var text in said)
            outcome.Errors.ShouldContain(text, Case.Sensitive);
        outcome.Errors.ShouldNotContain("   at ");
        outcome.Output.ShouldBeEmpty();
    }
}
