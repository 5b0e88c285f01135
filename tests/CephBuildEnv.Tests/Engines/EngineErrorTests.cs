using System.Net;
using System.Net.Sockets;
using CephBuildEnv.Engines;
using CephBuildEnv.Hosting;

namespace CephBuildEnv.Tests.Engines;

/// <summary>How a call to the engine can fail, and what is said about it.</summary>
public sealed class EngineErrorTests() : EngineTest(EngineKind.Docker)
{
    [Fact(Timeout = 30_000)]
    public async Task Without_a_socket_the_remedy_is_to_install_and_start_one() =>
        (await FailureAsync($"unix://{Temp.At("none.sock")}")).ShouldBe(
            $"no docker engine: {Temp.At("none.sock")} does not exist (the test says so); install and start one: ./build.sh Doctor --fix");

    [Fact(Timeout = 30_000)]
    public async Task A_socket_that_nobody_listens_on_is_an_engine_that_does_not_run()
    {
        var path = Temp.At("dead.sock");
        using (var dead = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified))
            dead.Bind(new UnixDomainSocketEndPoint(path));
        // .NET removes the socket of a listener that it closes.
        if (!File.Exists(path))
            await Shell.RunAsync("/", "python3", "-c", "import socket, sys; socket.socket(socket.AF_UNIX).bind(sys.argv[1])", path);

        var log = EngineService.Of(EngineKind.Docker).Log;
        (await FailureAsync($"unix://{path}")).ShouldBe(
            $"the docker engine does not run: {path} refuses connections (the test says so); " +
            $"{(File.Exists(log) ? $"what it said last is in {log}; " : "")}start it: ./build.sh Doctor --fix");
    }

    [Fact(Timeout = 30_000)]
    public async Task Without_permission_the_remedy_is_the_group()
    {
        Assert.SkipWhen(HostUser.IsRoot, "root may use every socket");
        File.SetUnixFileMode(Fake.Socket, UnixFileMode.None);

        (await FailureAsync($"unix://{Fake.Socket}")).ShouldContain("sudo usermod -aG docker");
    }

    [Fact(Timeout = 30_000)]
    public async Task A_port_that_nobody_listens_on_is_named()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        listener.Stop();

        (await FailureAsync($"tcp://127.0.0.1:{port}")).ShouldStartWith($"the docker engine at tcp://127.0.0.1:{port}/ does not answer: ");
    }

    [Fact(Timeout = 30_000)]
    public async Task An_engine_that_hangs_up_is_one_that_does_not_answer()
    {
        Fake.OnStream("GET", "/info", stream => { stream.Close(); return Task.CompletedTask; });

        await Should.ThrowAsync<EngineUnreachableException>(() => Engine.GetInfoAsync(TestHost.Token));
    }

    [Theory(Timeout = 30_000)]
    [InlineData(500, """{"message":"write /var/lib/docker/tmp: no space left on device"}""", "the engine's disk is full: write /var/lib/docker/tmp: no space left on device; free some: docker system df")]
    [InlineData(500, """{"message":"something broke"}""", "the engine refused (500): something broke")]
    [InlineData(409, """{"message":"Conflict."}""", "the engine refused (409): Conflict.")]
    [InlineData(400, "Client sent an HTTP request to an HTTPS server.\n", "wants TLS")]
    [InlineData(502, "<html>Bad Gateway</html>", "the engine refused (502): <html>Bad Gateway</html>")]
    [InlineData(404, "404 page not found", "is no container engine (the test says so); point it to one, or: unset DOCKER_HOST")]
    [InlineData(500, """{"message":null}""", "the engine refused (500)")]
    [InlineData(500, """["not", "an", "object"]""", "the engine refused (500)")]
    public async Task What_the_engine_refuses_is_said_in_its_own_words(int status, string body, string expected)
    {
        Fake.OnText("GET", "/info", status, body);

        (await Should.ThrowAsync<UserException>(() => Engine.GetInfoAsync(TestHost.Token))).Message.ShouldContain(expected);
    }

    [Fact(Timeout = 30_000)]
    public async Task A_cancelled_call_is_no_error_of_the_engine()
    {
        using var cancellation = new CancellationTokenSource(TimeSpan.FromMilliseconds(200));
        Fake.OnStream("GET", "/info", _ => Fake.HangAsync());

        await Should.ThrowAsync<OperationCanceledException>(() => Engine.GetInfoAsync(cancellation.Token));
    }

    private static async Task<string> FailureAsync(string address)
    {
        using var engine = new ContainerEngine(new EngineEndpoint(EngineKind.Docker, new Uri(address), "the test says so"));
        return (await Should.ThrowAsync<EngineUnreachableException>(() => engine.ListImagesAsync("x", TestHost.Token))).Message;
    }
}
