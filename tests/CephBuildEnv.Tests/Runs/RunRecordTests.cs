using System.Text.Json;
using CephBuildEnv.Runs;

namespace CephBuildEnv.Tests.Runs;

public sealed class RunRecordTests
{
    public static readonly RunRecord Running = new()
    {
        Run = "20261122-103107-build",
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
            root => root.GetProperty("outcome").GetString().ShouldBe("OutOfMemory"),
            root => root.GetProperty("start").GetDateTimeOffset().ShouldBe(Ended.Start));
    }

    [Fact]
    public void It_ends_with_a_line_end() => Running.ToJson().ShouldEndWith("}\n");

    [Fact]
    public void What_a_later_version_adds_does_no_harm() =>
        RunRecord.TryParse(Ended.ToJson().Replace("{\n", "{\n  \"peakMemory\": 12,\n")).ShouldBe(Ended);
}
