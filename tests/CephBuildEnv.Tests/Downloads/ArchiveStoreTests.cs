using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using CephBuildEnv.Downloads;
using CephBuildEnv.Releases;

namespace CephBuildEnv.Tests.Downloads;

/// <summary>Archives from real servers on loopback.</summary>
public sealed class ArchiveStoreTests : IDisposable
{
    private static readonly byte[] Content = Encoding.UTF8.GetBytes("an archive");

    private readonly TestHost _host = new TestHost().Prepared();
    private readonly List<HttpListener> _servers = [];
    private readonly List<string> _said = [];

    public void Dispose()
    {
        foreach (var server in _servers)
            server.Close();
        _host.Dispose();
    }

    [Theory(Timeout = 30_000)]
    [InlineData("sha256")]
    [InlineData("md5")]
    public async Task It_is_checked_as_the_release_checks_it_and_the_next_place_is_asked_where_it_is_another(string algorithm)
    {
        var store = Store(Serve("an error page"u8.ToArray()), Serve(Content));
        var boost = Boost(algorithm);
        store.Has(boost).ShouldBeFalse();

        await store.FetchAsync(boost, TestHost.Token);

        store.Has(boost).ShouldBeTrue();
        File.ReadAllBytes(store.FileOf(boost)).ShouldBe(Content);
        Directory.GetFiles(_host.Layout.Downloads).ShouldBe([store.FileOf(boost)]);
        _said.ShouldContain($"boost_1_2_3.tar.bz2: 100% (10B of 10B)");
    }

    [Fact]
    public void What_is_there_and_is_another_is_not_taken()
    {
        File.WriteAllText(Path.Combine(_host.Layout.Downloads, "boost_1_2_3.tar.bz2"), "half an arch");

        Store().Has(Boost("sha256")).ShouldBeFalse();
    }

    private ArchiveStore Store(params Uri[] mirrors) => new(_host.Layout, mirrors, _said.Add);

    private static BoostSource Boost(string algorithm)
    {
#pragma warning disable CA5351
        var hash = algorithm == "md5" ? MD5.HashData(Content) : SHA256.HashData(Content);
#pragma warning restore CA5351
        return new("1.2.3", algorithm, Convert.ToHexStringLower(hash), []);
    }

    private Uri Serve(byte[] content)
    {
        using var free = new TcpListener(IPAddress.Loopback, 0);
        free.Start();
        var address = new Uri($"http://127.0.0.1:{((IPEndPoint)free.LocalEndpoint).Port}/folder/");
        free.Stop();
        var server = new HttpListener();
        server.Prefixes.Add($"http://127.0.0.1:{address.Port}/");
        server.Start();
        _servers.Add(server);
        _ = Task.Run(async () =>
        {
            while (server.IsListening)
            {
                using var response = (await server.GetContextAsync()).Response;
                response.ContentLength64 = content.Length;
                await response.OutputStream.WriteAsync(content);
            }
        });
        return address;
    }
}
