using CephBuildEnv.Engines;

namespace CephBuildEnv.Tests.Engines;

/// <summary>Which of the clients on the PATH can build.</summary>
[Collection(ProcessEnvironment.Name)]
public sealed class ClientProbeTests : IDisposable
{
    private const string Docker20 = "Docker version 20.10.24+dfsg1, build 297e128";
    private const string Docker28 = "Docker version 28.3.2, build 578ccf6";
    private const string Podman4 = "podman version 4.3.1";

    private readonly TempFolder _temp = new();
    private readonly FakeClient _clients;

    public ClientProbeTests() => _clients = new(_temp);

    public void Dispose()
    {
        _clients.Dispose();
        _temp.Dispose();
    }

    [Fact(Timeout = 30_000)]
    public async Task Docker_20_10_builds_by_itself()
    {
        _clients.Add("docker", Docker20);

        (await FindAsync()).ShouldBe(new EngineClient(_clients.Path(1), "20.10.24", CanBuild: true, "BuildKit is built in"));
    }

    [Fact(Timeout = 30_000)]
    public async Task A_newer_docker_builds_with_its_plugin()
    {
        _clients.Add("docker", Docker28, buildx: true);

        (await FindAsync()).ShouldBe(new EngineClient(_clients.Path(1), "28.3.2", CanBuild: true, "has the buildx plugin"));
    }

    [Fact(Timeout = 30_000)]
    public async Task A_newer_docker_without_the_plugin_is_passed_over_for_one_that_can()
    {
        _clients.Add("docker", Docker28).Add("docker", Docker20);

        (await FindAsync()).Path.ShouldBe(_clients.Path(2));
    }

    [Fact(Timeout = 30_000)]
    public async Task When_none_can_each_is_named_with_its_reason()
    {
        _clients.Add("docker", Docker28).Add("docker", Podman4);

        (await Should.ThrowAsync<UserException>(FindAsync)).Message.ShouldBe(
            $"no client on the PATH can build images: {_clients.Path(1)}: has no buildx plugin; {_clients.Path(2)}: is podman under another name; " +
            "install the buildx plugin, or docker.io: ./build.sh Doctor --fix");
    }

    [Fact(Timeout = 30_000)]
    public async Task Without_a_client_the_remedy_is_to_install_one() =>
        (await Should.ThrowAsync<UserException>(FindAsync)).Message.ShouldBe("there is no docker client on the PATH; install one: ./build.sh Doctor --fix");

    [Fact(Timeout = 30_000)]
    public async Task Podman_builds_by_itself()
    {
        _clients.Add("podman", Podman4);

        (await ClientProbe.FindAsync(EngineKind.Podman, TestHost.Token)).ShouldBe(new EngineClient(_clients.Path(1, "podman"), "4.3.1", CanBuild: true, "builds by itself"));
    }

    [Theory(Timeout = 30_000)]
    [InlineData("#!/bin/sh\nexit 1")]
    [InlineData("#!/bin/sh\necho 'docker: not for you'")]
    [InlineData("#!/no/such/interpreter\n")]
    [InlineData("no program at all")]
    [InlineData("")]
    public async Task A_broken_client_is_passed_over(string script)
    {
        _clients.AddScript("docker", script).Add("docker", Docker20);

        (await FindAsync()).Path.ShouldBe(_clients.Path(2));
    }

    [Fact(Timeout = 30_000)]
    public async Task A_file_that_is_not_executable_is_no_client()
    {
        _clients.AddScript("docker", "#!/bin/sh\n").Add("docker", Docker20);
        File.SetUnixFileMode(_clients.Path(1), UnixFileMode.UserRead);

        (await ClientProbe.ProbeAsync(EngineKind.Docker, all: true, TestHost.Token)).Select(client => client.Path).ShouldBe([_clients.Path(2)]);
    }

    [Fact(Timeout = 30_000)]
    public async Task Looking_stops_at_the_first_that_can_unless_all_are_wanted()
    {
        _clients.Add("docker", Docker20).Add("docker", Docker28, buildx: true);

        (await ClientProbe.ProbeAsync(EngineKind.Docker, all: false, TestHost.Token)).Count.ShouldBe(1);
        (await ClientProbe.ProbeAsync(EngineKind.Docker, all: true, TestHost.Token)).Select(client => client.Version).ShouldBe(["20.10.24", "28.3.2"]);
    }

    private static Task<EngineClient> FindAsync() => ClientProbe.FindAsync(EngineKind.Docker, TestHost.Token);
}
