using System.Text.Json;
using CephBuildEnv.Runs;

namespace CephBuildEnv.Tests.Runs;

public sealed class RunRecordTests
{
    public static readonly RunRecord Running = new()
    {
        Run = "0042-build",
        Environment = "debian-12-reef",
        Distro = "debian-12",
        Release = "reef",
        Verb = "build",
        Image = "ceph-build-env/git:debian-12-reef",
        ImageId = "sha256:1",
        Branch = "reef",
        Commit = "0123456789abcdef",
        Dirty = true,
        Jobs = 4,
        Start = new(2026, 11, 22, 10, 31, 7, TimeSpan.FromHours(1)),
    };

    public static readonly RunRecord Ended = Running with
    {
        End = Running.Start.AddMinutes(12),
        Outcome = RunOutcome.OutOfMemory,
        ExitCode = 137,
        CacheHits = 10,
        CacheMisses = 20,
        Stage = "compile",
        FirstError = "a.cc:1:2: error: \"é\"\n  here",
    };

    [Fact]
    public void What_is_written_is_read_again() => RunRecord.TryParse(Ended.ToJson()).ShouldBe(Ended);

    [Fact]
    public void A_run_without_an_end_is_read_again() => RunRecord.TryParse(Running.ToJson()).ShouldBe(Running);

    [Fact]
    public void Names_and_outcomes_are_words_that_other_programs_can_read()
    {
        using var json = JsonDocument.Parse(Ended.ToJson());

        json.RootElement.ShouldSatisfyAllConditions(
            root => root.GetProperty("schema").GetInt32().ShouldBe(1),
            root => root.GetProperty("environment").GetString().ShouldBe("debian-12-reef"),
            root => root.GetProperty("outcome").GetString().ShouldBe("out-of-memory"),
            root => root.GetProperty("start").GetDateTimeOffset().ShouldBe(Ended.Start));
    }

    [Fact]
    public void It_ends_with_a_line_end() => Running.ToJson().ShouldEndWith("}\n");

    [Fact]
    public void What_a_later_version_adds_does_no_harm() =>
        RunRecord.TryParse(Ended.ToJson().Replace("{\n", "{\n  \"electricity\": 12,\n")).ShouldBe(Ended);

    [Fact]
    public void What_only_a_later_version_understands_is_not_guessed_at() =>
        RunRecord.TryParse(Ended.ToJson().Replace("\"schema\": 1", "\"schema\": 2")).ShouldBeNull();

    [Theory]
    [InlineData(RunOutcome.Succeeded, "succeeded", "succeeded")]
    [InlineData(RunOutcome.OutOfMemory, "out-of-memory", "ran out of memory")]
    [InlineData(RunOutcome.TimedOut, "timed-out", "timed out")]
    [InlineData(RunOutcome.Lost, "lost", "lost")]
    public void An_outcome_has_a_name_for_programs_and_one_for_people(RunOutcome outcome, string name, string text)
    {
        var record = Ended with { Outcome = outcome };

        record.ToJson().ShouldContain($"\"outcome\": \"{name}\"");
        record.OutcomeText.ShouldBe(text);
    }

    [Fact]
    public void A_run_whose_end_nobody_saw_has_taken_no_time() => Running.Elapsed.ShouldBeNull();
}
