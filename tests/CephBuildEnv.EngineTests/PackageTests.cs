using CephBuildEnv.EngineTests.Host;
using Shouldly;
using Xunit;

namespace CephBuildEnv.EngineTests;

/// <summary>Packages, as the sample's scripts make them.</summary>
[Collection(Order.SideBySide)]
public sealed class PackageTests : EngineTest
{
    private const string Tree = $"/ceph/src/{PrivateHost.Luminous}";

    public PackageTests(PrivateHost host) : base(host) => host.FirstLuminousBuild.ShouldSucceed();

    [Fact]
    public void What_is_not_committed_is_neither_packed_nor_touched()
    {
        File.WriteAllText($"{Tree}/untracked-by-a-test", "");
        using var change = CephFolder.Change($"{Tree}/README.md", text => text + "\nnot committed\n");

        var package = Checkout.Build($"Package {Host.LuminousOptions} --source-only --package-version 12.2.99").ShouldSucceed();

        package.Errors.ShouldContain("has changes that are not committed: they are not in the packages");
        File.Exists($"{Tree}/untracked-by-a-test").ShouldBeTrue();
        File.Delete($"{Tree}/untracked-by-a-test");
        Directory.Exists($"{Tree}/build").ShouldBeTrue();
        Directory.EnumerateFileSystemEntries("/ceph/src", ".package-*").ShouldBeEmpty();
        Checkout.Read("git", "-C", Tree, "tag", "--list", "v12.2.99").ShouldBeEmpty();
        var packages = Directory.EnumerateFiles($"{CephFolder.LastRun(PrivateHost.Luminous)}/reports/packages").Select(Path.GetFileName).ToList();
        packages.ShouldContain("ceph_12.2.99-1.dsc");
        packages.ShouldContain("ceph_12.2.99.orig.tar.bz2");
        packages.ShouldNotContain(name => name!.EndsWith(".deb"));
    }

    // No image of the RPM family can be had without a registry: Debian has rpmbuild too. It knows none of the names that the
    // spec file asks for, which is all that the door before it overlooks.
    [Fact]
    public void Of_a_spec_file_RPMs_are_made()
    {
        const string image = "packages-test:rpm", clone = "/ceph/src/.packages-test", reports = "/ceph/logs/.packages-test";
        Checkout.Read("bash", "-c", $"git clone --quiet --branch luminous --recurse-submodules {Host.Server.Url} {clone} && mkdir -p {reports}");
        try
        {
            Checkout.Read(
                "bash", "-c",
                $"""
                printf '%s\n' 'FROM ceph-build-env/git:{PrivateHost.Luminous}' \
                    'RUN apt-get -qq update && apt-get -qq -y install --no-install-recommends rpm rpm2cpio cpio createrepo-c dnf >/dev/null' \
                    'RUN printf "#!/bin/sh\nexec /usr/bin/rpmbuild --nodeps \"\$@\"\n" >/usr/local/bin/rpmbuild && chmod +x /usr/local/bin/rpmbuild' |
                    DOCKER_BUILDKIT=1 {Docker.Client} build --quiet --tag {image} -
                """);

            Docker.RunScript("package.sh", image, reports, "CEPH_PACKAGE_FORMAT=rpm", $"CEPH_PACKAGE_SOURCE={clone}").ShouldSucceed();
            // Of every version of ccache the counters are other ones, of which some must have moved.
            File.ReadAllText($"{reports}/ccache-after.txt").ShouldNotBe(File.ReadAllText($"{reports}/ccache-before.txt"));

            Checkout.Read(
                Docker.Client, "run", "--rm", "--volume", "/ceph:/ceph:ro", "--entrypoint", "bash", image, "-c",
                $$"""
                dnf -q --repofrompath=ceph,{{reports}}/repository --repo=ceph --nogpgcheck repoquery --queryformat '%{name} %{arch}' | sort
                cd /tmp && rpm2cpio {{reports}}/packages/ceph-mon-12.2.10-*.x86_64.rpm | cpio --quiet -id && usr/bin/ceph-mon --version
                """).ShouldMatch("^ceph src\nceph-common x86_64\nceph-mon x86_64\nceph-osd x86_64\nceph version 12.2.10-");
        }
        finally
        {
            Checkout.Run("rm", "-rf", clone, reports);
            Checkout.Run(Docker.Client, "rmi", image);
        }
    }
}
