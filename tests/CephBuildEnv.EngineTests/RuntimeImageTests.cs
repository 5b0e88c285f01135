using CephBuildEnv.EngineTests.Host;
using Shouldly;
using Xunit;

namespace CephBuildEnv.EngineTests;

/// <summary>Images that run what was built.</summary>
[Collection(Order.SideBySide)]
public sealed class RuntimeImageTests : EngineTest
{
    private const string Tree = $"/ceph/src/{PrivateHost.Luminous}";

    public RuntimeImageTests(PrivateHost host) : base(host) => host.FirstLuminousBuild.ShouldSucceed();

    [Fact]
    public void What_the_trees_own_packages_depend_on_is_found_in_their_control_file()
    {
        const string control = """
            Source: ceph

            Package: ceph-base
            Architecture: linux-any
            Depends: binutils, ceph-common (= ${binary:Version}), logrotate, python3 (>= 3.6) | python, ${shlibs:Depends},

            Package: ceph-common
            Architecture: linux-any
            Depends: ceph-base, librbd1 (= ${binary:Version}), python3-yaml, ${misc:Depends}
            """;
        var file = $"{CephFolder.Root}/src/.control";
        File.WriteAllText(file, $"{control}\n");
        try
        {
            Docker.Read(
                "run", "--rm", "--volume", "/ceph:/ceph:ro", "--volume", $"{Checkout.Folder}:{Checkout.Folder}:ro", "--entrypoint", "bash", $"ceph-build-env/git:{PrivateHost.Luminous}",
                "-euo", "pipefail", "-c", $". {Checkout.Folder}/bin/lib.sh; . {Checkout.Folder}/bin/needed-packages.sh; declared_by_control {file} | sort | paste -sd' '")
                .ShouldBe("binutils librbd1 logrotate python3 python3-yaml");
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public void What_is_not_committed_is_in_its_name()
    {
        using var change = CephFolder.Change($"{Tree}/README.md", text => $"{text}\nchanged\n");

        Checkout.Build($"RuntimeImage {Host.LuminousOptions}").ShouldSucceed();

        var tag = Docker.Images().Keys.Single(key => key.StartsWith($"ceph:{PrivateHost.Luminous}-") && key.EndsWith("-dirty"));
        Docker.Read("rmi", $"ceph-build-env/{tag}");
    }
}
