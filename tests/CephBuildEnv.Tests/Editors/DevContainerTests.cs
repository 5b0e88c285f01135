using System.Text.Json;
using CephBuildEnv.Compilation;
using CephBuildEnv.Editors;
using CephBuildEnv.Runs;

namespace CephBuildEnv.Tests.Editors;

public sealed class DevContainerTests : IDisposable
{
    private readonly TestHost _host = new TestHost().Prepared();

    public void Dispose() => _host.Dispose();

    [Fact]
    public void The_tree_may_be_written_and_what_belongs_to_others_may_not()
    {
        var tree = _host.Layout.Source(TestHost.Environment());
        Directory.CreateDirectory(tree);

        var container = Describe("0");

        container.GetProperty("workspaceMount").GetString().ShouldBe("type=bind,source=/ceph/src/debian-12-reef,target=/ceph/src/debian-12-reef");
        container.GetProperty("workspaceFolder").GetString().ShouldBe("/ceph/src/debian-12-reef");
        var mounts = container.GetProperty("mounts").EnumerateArray().Select(mount => mount.GetString()).ToList();
        mounts.ShouldContain($"type=bind,source={_host.Root},target=/ceph");
        mounts.ShouldContain($"type=bind,source={_host.Root}/logs,target=/ceph/logs,readonly");
        mounts.ShouldNotContain(mount => mount!.Contains("target=/ceph/src/debian-12-reef"));
    }

    [Fact]
    public void The_engine_is_told_what_it_is_told_of_our_own_containers() =>
        Describe("0").GetProperty("runArgs").EnumerateArray().Select(argument => argument.GetString()).ShouldBe(["--hostname=ceph-build", "--security-opt=label=disable", "--pids-limit=-1"]);

    // What editors start belongs to the tree's owner: the user's own id, or root.
    [Theory]
    [InlineData("0", "root")]
    [InlineData("1000", "builder")]
    public void It_works_as_the_owner_of_the_tree(string owner, string user) => Describe(owner).GetProperty("remoteUser").GetString().ShouldBe(user);

    private JsonElement Describe(string owner)
    {
        var spec = new ContainerSpecs(_host.Layout).ForEditor(TestHost.Environment(), "ceph-build-env/run:debian-12-reef", new JobCount(2, ""));
        spec = spec with { Environment = spec.Environment.SetItem("CEPH_UID", owner).SetItem("CEPH_SRC", "/ceph/src/debian-12-reef") };
        using var json = JsonDocument.Parse(DevContainer.ToJson(TestHost.Environment(), spec, "/ceph/src/debian-12-reef/build"));
        return json.RootElement.Clone();
    }
}
