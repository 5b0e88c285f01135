using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using CephBuildEnv.EngineTests.Host;
using Shouldly;
using Xunit;

namespace CephBuildEnv.EngineTests;

/// <summary>Old releases fetch Boost while they are built, from places that are gone.</summary>
[Collection(Order.SideBySide)]
public sealed class DownloadTests(PrivateHost host) : EngineTest(host)
{
    private const string Branch = "fetches-boost", Archive = "boost_0_1_2.tar.bz2";

    [Fact]
    public void An_archive_that_the_release_would_fetch_is_there_before_and_without_one_it_says_what_to_put_where()
    {
        const string nothing = "the tree fetches nothing that is not there";
        var (tree, folder) = (CephFolder.Tree($"debian-12-{Branch}"), Directory.CreateTempSubdirectory("archive-").FullName);
        Checkout.Read("bash", "-c", $"cd {folder} && mkdir boost_0_1_2 && echo 'touch made' >boost_0_1_2/bootstrap.sh && tar -cjf {Archive} boost_0_1_2");
        var content = File.ReadAllBytes(Path.Combine(folder, Archive));
#pragma warning disable CA5351 // As the release checks it.
        var hash = Convert.ToHexStringLower(MD5.HashData(content));
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
        refused.Errors.ShouldContain($"put it at /ceph/src/.downloads/{Archive} (md5 {hash})");
        Directory.EnumerateFileSystemEntries("/ceph/src/.downloads").ShouldBeEmpty();

        using var server = new Server(content);
        Checkout.Build($"{command} --download-mirror {server.Address}").ShouldSucceed();
        File.Exists($"{tree}/build/boost/src/Boost/made").ShouldBeTrue();
        Checkout.Build(command).ShouldSucceed().ReasonToSkip("Downloads").ShouldContain(nothing);
        File.Delete($"/ceph/src/.downloads/{Archive}");

        // The other way round: unpacked in the tree, nothing is fetched, whatever was before.
        Directory.Delete($"{tree}/build/boost", recursive: true);
        Checkout.Build($"{command} --plan").Output.ShouldNotContain(nothing);
        Directory.CreateDirectory($"{tree}/src/boost");
        File.WriteAllText($"{tree}/src/boost/bootstrap.sh", "touch made\n");
        Checkout.Build($"{command} --plan").Output.ShouldContain(nothing);
        Directory.Delete($"{tree}/src/boost", recursive: true);
        Directory.Delete(folder, recursive: true);
    }

    // Answers everything with the same.
    private sealed class Server : IDisposable
    {
        private readonly HttpListener _listener = new();

        public Server(byte[] content)
        {
            using (var free = new TcpListener(IPAddress.Loopback, 0))
            {
                free.Start();
                Address = $"http://127.0.0.1:{((IPEndPoint)free.LocalEndpoint).Port}/";
            }

            _listener.Prefixes.Add(Address);
            _listener.Start();
            _ = Task.Run(async () =>
            {
                while (_listener.IsListening)
                {
                    using var response = (await _listener.GetContextAsync()).Response;
                    await response.OutputStream.WriteAsync(content);
                }
            });
        }

        public string Address { get; }

        public void Dispose() => _listener.Close();
    }
}
