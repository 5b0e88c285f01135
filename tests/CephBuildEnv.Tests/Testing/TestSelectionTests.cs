using CephBuildEnv.Testing;

namespace CephBuildEnv.Tests.Testing;

public sealed class TestSelectionTests
{
    [Fact]
    public void What_was_not_asked_for_is_left_to_ctest() => new TestSelection().Arguments.ShouldBeEmpty();

    [Fact]
    public void Names_stay_one_argument_whatever_is_in_them() =>
        new TestSelection { Tests = "-a b;$(c)", Exclude = "rgw|rbd", RerunFailed = true }.Arguments
            .ShouldBe(["--tests-regex", "-a b;$(c)", "--exclude-regex", "rgw|rbd", "--rerun-failed"]);

    [Fact]
    public void The_plan_names_them() =>
        new TestSelection { Tests = "rgw", Exclude = "slow" }.Description.ShouldBe("the tests that fit 'rgw' without those that fit 'slow'");

    [Theory]
    [InlineData("until-pass:1", 1)]
    [InlineData("until-pass:100", 100)]
    public void Repeat_gives_the_number_of_attempts(string text, int attempts) => TestSelection.ParseRepeat(text).ShouldBe(attempts);

    [Theory]
    [InlineData("3")]
    [InlineData("until-pass:0")]
    [InlineData("until-pass:101")]
    [InlineData("until-fail:3")]
    [InlineData("until-pass:3\n")]
    public void Any_other_repeat_is_refused_with_what_to_type(string text) =>
        Should.Throw<UserException>(() => TestSelection.ParseRepeat(text)).Message.ShouldContain("type until-pass:N");
}
