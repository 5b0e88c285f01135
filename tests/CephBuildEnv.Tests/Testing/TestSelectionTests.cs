using CephBuildEnv.Testing;

namespace CephBuildEnv.Tests.Testing;

public sealed class TestSelectionTests
{
    [Fact]
    public void What_was_not_asked_for_is_left_to_ctest() => new TestSelection().Arguments.ShouldBeEmpty();

    [Fact]
    public void Names_stay_one_argument_whatever_is_in_them() =>
        new TestSelection { Tests = "-a b;$(c)", Exclude = "rgw|rbd" }.Arguments
            .ShouldBe(["--tests-regex", "-a b;$(c)", "--exclude-regex", "rgw|rbd"]);

    [Fact]
    public void Of_given_names_no_other_fits() =>
        new TestSelection { RerunFailed = true }.Only(["unittest_a.b", "c+(d)", "e"]).Arguments.ShouldBe(["--tests-regex", @"^(unittest_a\.b|c\+\(d\)|e)$"]);

    [Fact]
    public void Those_that_failed_are_not_chosen_by_name_too() =>
        Should.Throw<UserException>(() => new TestSelection { RerunFailed = true, Tests = "a" }.Checked()).Message.ShouldContain("leave --tests and --exclude out");

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
