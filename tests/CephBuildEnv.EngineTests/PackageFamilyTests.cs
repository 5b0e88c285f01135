using CephBuildEnv.EngineTests.Host;
using Shouldly;
using Xunit;

namespace CephBuildEnv.EngineTests;

/// <summary>Each family's commands, with its real package manager: Debian has those of the others too.</summary>
[Collection(Order.SideBySide)]
public sealed class PackageFamilyTests(PrivateHost host) : EngineTest(host)
{
    [Theory]
    [InlineData("apt", "dpkg-dev")]
    [InlineData("dnf", "dnf dnf-plugins-core createrepo-c rpm")]
    [InlineData("zypper", "zypper createrepo-c rpm")]
    public void Its_functions_work_with_a_real_repository(string family, string packages) => Docker.Read(
            "run", "--rm", "--user", "0", "--entrypoint", "bash", "--volume", $"{Checkout.Folder}:{Checkout.Folder}:ro", "ceph-build-env/base:debian-12", "-c",
            $"(apt-get -q update && apt-get -q -y --no-install-recommends install {packages}) >/dev/null 2>&1 && exec {Checkout.Folder}/tests/package-families.sh {family} {Checkout.Folder}/images")
        .ShouldEndWith($"all functions of {family} do what they should");
}
