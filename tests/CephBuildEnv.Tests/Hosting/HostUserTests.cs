using CephBuildEnv.Hosting;

namespace CephBuildEnv.Tests.Hosting;

public sealed class HostUserTests
{
    [Fact(Timeout = 30_000)]
    public async Task It_is_who_the_system_says() => $"{HostUser.Id} {HostUser.GroupId}".ShouldBe(
        $"{await Shell.RunAsync("/", "id", "-u")} {await Shell.RunAsync("/", "id", "-g")}");

    [Fact(Timeout = 30_000)]
    public async Task Owners_are_those_that_the_system_says()
    {
        var file = Environment.ProcessPath!;

        HostUser.OwnerOf(file).ShouldBe((
            uint.Parse(await Shell.RunAsync("/", "stat", "-Lc", "%u", file)), uint.Parse(await Shell.RunAsync("/", "stat", "-Lc", "%g", file))));
    }

    [Fact]
    public void What_does_not_exist_has_no_owner() => HostUser.OwnerOf("/no/such/path").ShouldBeNull();

    [Theory]
    [InlineData(0, "root")]
    [InlineData(3999999999, "3999999999")]
    public void An_id_without_a_name_is_its_own_name(uint id, string name) => HostUser.NameOf(id).ShouldBe(name);
}
