using System.Net.Sockets;
using CephBuildEnv.Processes;
using CephBuildEnv.Sources;

namespace CephBuildEnv.Tests.Sources;

public sealed class GitTests(SampleServer sample)
{
    private readonly List<string> _said = [];

    private Git Git => new(new Dictionary<string, string> { ["https://sample.invalid/"] = sample.Url.Value[..^"ceph.git".Length] }, _said.Add);

    [Fact(Timeout = 60_000)]
    public async Task Addresses_are_rewritten_for_this_process_only() =>
        (await Git.ReadAsync("/", ["ls-remote", "https://sample.invalid/ceph.git", "refs/heads/reef"], TestHost.Token)).ShouldContain("refs/heads/reef");

    [Fact(Timeout = 60_000)]
    public async Task A_failure_has_the_command_to_paste_what_was_said_and_a_remedy()
    {
        var error = await Should.ThrowAsync<CommandException>(() => Git.RunAsync("/", ["ls-remote", "git://127.0.0.1:1/x y"], TestHost.Token));

        error.Message.ShouldStartWith("exit code 128 from: git -C / ls-remote 'git://127.0.0.1:1/x y'\n");
        error.Message.ShouldContain("fatal: unable to connect");
        error.Message.ShouldEndWith("the repository does not answer; check the network and --repository");
    }

    [Fact(Timeout = 60_000)]
    public async Task Progress_is_handed_over()
    {
        using var temp = new TempFolder();

        await Git.RunAsync(temp.Path, ["clone", "--progress", "--bare", "https://sample.invalid/ceph.git", "x"], TestHost.Token);

        _said.ShouldContain(line => line.StartsWith("Receiving objects:"));
    }

    [Fact(Timeout = 60_000)]
    public async Task A_daemon_ends_with_its_object()
    {
        int port;
        await using (var daemon = await GitDaemon.StartAsync(sample.Folder, TestHost.Token))
        {
            port = new Uri(daemon.Url).Port;
            (await Git.ReadAsync("/", ["ls-remote", $"{daemon.Url}ceph.git"], TestHost.Token)).ShouldContain("refs/heads/reef");
        }

        using var client = new TcpClient();
        await Should.ThrowAsync<SocketException>(() => client.ConnectAsync("127.0.0.1", port, TestHost.Token).AsTask());
    }
}
