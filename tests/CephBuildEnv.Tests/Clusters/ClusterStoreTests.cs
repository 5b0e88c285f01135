using CephBuildEnv.Clusters;
using CephBuildEnv.Environments;

namespace CephBuildEnv.Tests.Clusters;

public sealed class ClusterStoreTests : IDisposable
{
    private static readonly ClusterName Name = ClusterName.Parse("one");

    private readonly TestHost _host = new TestHost().Prepared();
    private readonly ClusterStore _store;

    public ClusterStoreTests()
    {
        _store = new(_host.Layout);
        _store.Write(new() { Name = "one", Distro = "debian-12", Release = "reef", Daemons = new(), Port = 20000, Created = DateTimeOffset.UnixEpoch });
    }

    public void Dispose() => _host.Dispose();

    [Fact]
    public void Whether_it_has_data_is_known_by_a_file_beside_them()
    {
        _store.Find(Name)!.Started.ShouldBeFalse();
        _store.IsUp(Name).ShouldBeFalse();

        File.WriteAllText(Path.Combine(_host.Layout.ClusterData(Name), "started"), "");
        File.WriteAllText(Path.Combine(_host.Layout.ClusterData(Name), "up"), "");

        _store.Find(Name)!.Started.ShouldBeTrue();
        _store.IsUp(Name).ShouldBeTrue();
    }

    // To take it for none would be to make a new one in its place.
    [Theory]
    [InlineData("garbage", "")]
    [InlineData("\"schema\": 1", "\"schema\": 2")]
    [InlineData("\"one\"", "null")]
    [InlineData("\"debian-12\"", "null")]
    [InlineData("\"debian-12\"", "\"x y/..\\u001b[31m\"")]
    [InlineData("\"arguments\": []", "\"arguments\": [null]")]
    [InlineData("\"reef\"", "\"../x\"")]
    [InlineData("\"mon\": 3", "\"mon\": -5")]
    [InlineData("20000", "99999")]
    [InlineData("\"mds\": 3", "\"mds\": 17")]
    [InlineData("\"subnet\": null", "\"subnet\": \"172.18.0.0/16\"")]
    [InlineData("\"subnet\": null", "\"subnet\": \"garbage\"")]
    public void One_that_cannot_be_read_is_left_alone(string old, string changed)
    {
        var file = _host.Layout.ClusterFile(Name);
        var text = File.ReadAllText(file);
        File.WriteAllText(file, changed.Length == 0 ? old : text.Replace(old, changed));
        File.ReadAllText(file).ShouldNotBe(text);

        Should.Throw<UserException>(() => _store.Find(Name)).Message.ShouldStartWith($"{file} is not what this version has written");
        _store.All.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("172.18.0.0/16", "172.18.0.2")]
    [InlineData("10.89.7.64/26", "10.89.7.66")]
    public void It_has_the_address_after_the_gateways_for_as_long_as_it_has_a_folder(string subnet, string address)
    {
        _store.Write(_store.Find(Name)!.In(subnet));

        _store.Find(Name)!.Address.ShouldBe(address);
    }

    [Fact]
    public void Ports_of_monitors_are_not_published_since_no_client_could_use_them()
    {
        var cluster = _store.Find(Name)! with { Daemons = new(Mgr: 1, Rgw: 2) };

        cluster.Ports.ShouldBe([21000, 22000, 29000, 29001]);
        cluster.PortsText.ShouldBe("dashboard 21000, rgw 29000 29001");
        (cluster with { Daemons = new(Mgr: 0) }).PortsText.ShouldBe("no ports");
    }
}
