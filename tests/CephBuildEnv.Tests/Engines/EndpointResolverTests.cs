using CephBuildEnv.Engines;
using CephBuildEnv.Hosting;

namespace CephBuildEnv.Tests.Engines;

/// <summary>Which engine is used when several could be.</summary>
[Collection(ProcessEnvironment.Name)]
public sealed class EndpointResolverTests : IDisposable
{
    private const string DockerSocket = "/var/run/docker.sock";
    private const string PodmanSocket = "/run/podman/podman.sock";
    private const string UserDocker = "/run/user/1000/docker.sock";
    private const string UserPodman = "/run/user/1000/podman/podman.sock";

    private readonly TempFolder _temp = new();
    private readonly Variables _variables = new();
    private readonly Dictionary<string, string> _environment = new() { ["XDG_RUNTIME_DIR"] = "/run/user/1000", ["HOME"] = "/home/me" };
    private readonly HashSet<string> _sockets = [];

    // The docker configuration of the user who runs the tests stays out.
    public EndpointResolverTests() => _variables.Set("DOCKER_CONFIG", _temp.Path).Set("DOCKER_CONTEXT", value: null).Set("DOCKER_HOST", value: null);

    public void Dispose()
    {
        _variables.Dispose();
        _temp.Dispose();
    }

    [Fact]
    public void Without_anything_it_is_dockers_socket_which_is_what_an_error_then_names() =>
        Resolve().ShouldBe(new EngineEndpoint(EngineKind.Docker, new Uri($"unix://{DockerSocket}"), "the default"));

    [Theory]
    [InlineData(new[] { DockerSocket, UserDocker, UserPodman, PodmanSocket }, EngineKind.Docker, DockerSocket)]
    [InlineData(new[] { UserDocker, UserPodman, PodmanSocket }, EngineKind.Docker, UserDocker)]
    [InlineData(new[] { UserPodman, PodmanSocket }, EngineKind.Podman, UserPodman)]
    [InlineData(new[] { PodmanSocket }, EngineKind.Podman, PodmanSocket)]
    public void Of_the_sockets_that_exist_the_first_is_used(string[] sockets, EngineKind kind, string path)
    {
        _sockets.UnionWith(sockets);

        Resolve().ShouldBe(new EngineEndpoint(kind, new Uri($"unix://{path}"), $"{path} exists"));
    }

    [Theory]
    [InlineData("unix:///tmp/my.sock", EngineKind.Docker, "/tmp/my.sock")]
    [InlineData("unix:///run/podman/podman.sock", EngineKind.Podman, "/run/podman/podman.sock")]
    [InlineData("tcp://build.example:2375", EngineKind.Docker, null)]
    public void The_address_of_the_environment_wins_over_sockets(string address, EngineKind kind, string? socket)
    {
        _sockets.Add(DockerSocket);
        _environment["DOCKER_HOST"] = address;

        var endpoint = Resolve();

        endpoint.ShouldSatisfyAllConditions(
            () => endpoint.Kind.ShouldBe(kind),
            () => endpoint.Address.OriginalString.ShouldBe(address),
            () => endpoint.Socket.ShouldBe(socket),
            () => endpoint.Reason.ShouldBe($"DOCKER_HOST is {address}"),
            () => endpoint.CertificateFolder.ShouldBeNull());
    }

    [Theory]
    [InlineData("tcp://build.example:2376", "/certs", "/certs")]
    [InlineData("tcp://build.example:2376", null, "/home/me/.docker")]
    [InlineData("unix:///tmp/my.sock", "/certs", null)]
    public void TLS_has_its_certificates_where_the_docker_client_has_them(string address, string? folder, string? expected)
    {
        _environment["DOCKER_HOST"] = address;
        _environment["DOCKER_TLS_VERIFY"] = "1";
        if (folder is not null)
            _environment["DOCKER_CERT_PATH"] = folder;

        Resolve().CertificateFolder.ShouldBe(expected);
    }

    [Fact]
    public void Ssh_is_refused_with_the_command_that_forwards_the_socket()
    {
        _environment["DOCKER_HOST"] = "ssh://me@build.example";

        Should.Throw<UserException>(() => Resolve()).Message.ShouldContain("ssh -nNT -L /tmp/docker.sock:/var/run/docker.sock me@build.example");
    }

    [Theory]
    [InlineData("garbage")]
    [InlineData("fd://")]
    [InlineData("npipe:////./pipe/docker_engine")]
    [InlineData("\u001b[31mred")]
    [InlineData("://")]
    public void What_is_no_address_is_refused(string address)
    {
        _environment["DOCKER_HOST"] = address;

        var message = Should.Throw<UserException>(() => Resolve()).Message;

        message.ShouldStartWith("DOCKER_HOST is '");
        message.Where(char.IsControl).ShouldBeEmpty();
    }

    [Fact]
    public void Podman_asked_for_is_its_own_address_of_the_environment()
    {
        _environment["DOCKER_HOST"] = "unix:///tmp/docker.sock";
        _environment["CONTAINER_HOST"] = "unix:///tmp/p.sock";

        Resolve("podman").ShouldBe(new EngineEndpoint(EngineKind.Podman, new Uri("unix:///tmp/p.sock"), "CONTAINER_HOST is unix:///tmp/p.sock"));
    }

    [Fact]
    public void Podman_asked_for_is_not_the_docker_of_the_environment()
    {
        _environment["DOCKER_HOST"] = "unix:///tmp/docker.sock";
        _sockets.Add(PodmanSocket);

        Resolve("podman").Socket.ShouldBe(PodmanSocket);
    }

    [Fact]
    public void Podman_asked_for_that_has_no_socket_is_named_where_it_should_be() =>
        Resolve("podman").Socket.ShouldBe(HostUser.IsRoot ? PodmanSocket : UserPodman);

    [Fact]
    public void Docker_asked_for_is_not_the_podman_of_the_environment()
    {
        _environment["DOCKER_HOST"] = "unix:///run/podman/podman.sock";
        _sockets.UnionWith([PodmanSocket, UserDocker]);

        Resolve("docker").Socket.ShouldBe(UserDocker);
    }

    [Theory]
    [InlineData("dokcer", "did you mean 'docker'?")]
    [InlineData("1", "use docker or podman")]
    [InlineData("containerd", "use docker or podman")]
    public void Another_engine_is_refused(string wanted, string hint) => Should.Throw<UserException>(() => Resolve(wanted)).Message.ShouldContain(hint);

    [Theory]
    [InlineData("Docker")]
    [InlineData("PODMAN")]
    public void The_name_of_an_engine_may_be_written_large(string wanted) => Resolve(wanted).Kind.ToString().ShouldBe(wanted, StringCompareShould.IgnoreCase);

    [Fact]
    public void The_current_docker_context_wins_over_sockets()
    {
        _sockets.Add(DockerSocket);
        WriteContext("build-host", "unix:///tmp/context.sock");
        _temp.Write("config.json", """{ "currentContext": "build-host" }""");

        Resolve().ShouldBe(new EngineEndpoint(EngineKind.Docker, new Uri("unix:///tmp/context.sock"), "the current docker context is unix:///tmp/context.sock"));
    }

    [Fact]
    public void A_context_of_the_environment_wins_over_the_current_one()
    {
        WriteContext("one", "unix:///tmp/one.sock");
        WriteContext("two", "unix:///tmp/two.sock");
        _temp.Write("config.json", """{ "currentContext": "one" }""");
        _variables.Set("DOCKER_CONTEXT", "two");
        _environment["DOCKER_CONTEXT"] = "two";

        Resolve().Socket.ShouldBe("/tmp/two.sock");
    }

    [Fact]
    public void The_address_of_the_environment_wins_over_the_context()
    {
        WriteContext("build-host", "unix:///tmp/context.sock");
        _temp.Write("config.json", """{ "currentContext": "build-host" }""");
        _environment["DOCKER_HOST"] = "unix:///tmp/host.sock";

        Resolve().Socket.ShouldBe("/tmp/host.sock");
    }

    [Theory]
    [InlineData("""{ "currentContext": "default" }""")]
    [InlineData("""{ "auths": {} }""")]
    [InlineData("{}")]
    public void The_default_context_leaves_the_choice_to_the_sockets(string config)
    {
        _temp.Write("config.json", config);
        _sockets.Add(PodmanSocket);

        Resolve().Socket.ShouldBe(PodmanSocket);
    }

    [Theory]
    [InlineData("""{ "currentContext": "gone" }""")]
    [InlineData("{ broken")]
    public void A_context_that_cannot_be_read_is_an_error_with_a_remedy(string config)
    {
        _temp.Write("config.json", config);

        Should.Throw<UserException>(() => Resolve()).Message.ShouldContain("docker context use default");
    }

    private EngineEndpoint Resolve(string? wanted = null) => new EndpointResolver(_environment.GetValueOrDefault, _sockets.Contains).Resolve(EndpointResolver.Parse(wanted));

    // As the docker client keeps it: in a folder named after the hash of the context's name.
    private void WriteContext(string name, string address)
    {
        var folder = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(name)));
        _temp.Write($"contexts/meta/{folder}/meta.json", """
            { "Name": "NAME", "Metadata": {}, "Endpoints": { "docker": { "Host": "ADDRESS", "SkipTLSVerify": false } } }
            """.Replace("NAME", name).Replace("ADDRESS", address));
    }
}
