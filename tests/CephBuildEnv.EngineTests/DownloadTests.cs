using System.Security.Cryptography;
using CephBuildEnv.EngineTests.Host;
using Shouldly;
using Xunit;

namespace CephBuildEnv.EngineTests;

/// <summary>Old releases fetch Boost while they are built, from places that are gone.</summary>
[Collection(Order.SideBySide)]
public sealed class DownloadTests(PrivateHost host) : EngineTest(host)
{
    private const string Branch = "fetches-boost";

    [Fact]
    public void An_archive_that_the_release_would_fetch_is_there_before_and_without_one_it_says_what_to_put_where()
    {
        const string nothing = "the tree fetches nothing that is not there";
        var (tree, boost) = (CephFolder.Tree($"debian-12-{Branch}"), BoostArchive.Make("0.1.2"));
#pragma warning disable CA5351 // As the release checks it.
        var hash = Convert.ToHexStringLower(MD5.HashData(boost.Content));
#pragma warning restore CA5351
        Host.Server.Commit("luminous", "cmake/modules/BuildBoost.cmake", _ => $$"""
            set(boost_version 0.1.2)
            set(boost_md5 {{hash}})
            string(REPLACE "." "_" boost_version_underscore ${boost_version} )
            set(boost_url
              https://gone.invalid/${boost_version}/source/boost_${boost_version_underscore}.tar.bz2)
            if(CMAKE_VERSION VERSION_GREATER 3.7)
              set(boost_url "${boost_url} http://gone-too.invalid/boost_${boost_version_underscore}.tar.bz2")
            endif()
            string(REPLACE " " ";" boost_url "${boost_url}")
            include(ExternalProject)
            ExternalProject_Add(Boost URL ${boost_url} URL_MD5 ${boost_md5} CONFIGURE_COMMAND bash bootstrap.sh
              BUILD_COMMAND "" INSTALL_COMMAND "" BUILD_IN_SOURCE 1 PREFIX "${CMAKE_BINARY_DIR}/boost")
            """, newBranch: Branch);
        Host.Server.Commit(Branch, "CMakeLists.txt", text => $"{text}\ninclude(cmake/modules/BuildBoost.cmake)\n");
        var command = $"Build --distro debian-12 --release {Branch} --repository {Host.Server.Url} --build-target Boost";

        var refused = Checkout.Build(command);

        refused.ExitCode.ShouldBe(1);
        refused.Errors.ShouldContain($"put it at /ceph/src/.downloads/{boost.Name} (md5 {hash})");
        Directory.EnumerateFileSystemEntries("/ceph/src/.downloads").ShouldBeEmpty();

        using var server = new WebServer(boost.Content);
        Checkout.Build($"{command} --download-mirror {server.Address}").ShouldSucceed();
        File.Exists($"{tree}/build/boost/src/Boost/made").ShouldBeTrue();
        Checkout.Build(command).ShouldSucceed().ReasonToSkip("Downloads").ShouldContain(nothing);
        File.Delete($"/ceph/src/.downloads/{boost.Name}");

        // The other way round: unpacked in the tree, nothing is fetched, whatever was before.
        Directory.Delete($"{tree}/build/boost", recursive: true);
        Checkout.Build($"{command} --plan").Output.ShouldNotContain(nothing);
        Directory.CreateDirectory($"{tree}/src/boost");
        File.WriteAllText($"{tree}/src/boost/bootstrap.sh", "touch made\n");
        Checkout.Build($"{command} --plan").Output.ShouldContain(nothing);
        Directory.Delete($"{tree}/src/boost", recursive: true);
    }
}
