using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace CephBuildEnv.EngineTests.Host;

/// <summary>The sample's repositories behind a git daemon on loopback, at an address that survives stopping it.</summary>
public sealed class GitServer : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("repositories-").FullName;
    private readonly int _port = FreePort();
    private Process? _daemon;

    public GitServer()
    {
        Checkout.Read($"{Checkout.Folder}/tests/sample-ceph/make-repository.sh", $"{_folder}/main");
        WriteHook();
        Start();
    }

    public string Url => UrlOf("main");

    private string WithholdMark => Path.Combine(_folder, "withhold");

    public void Start()
    {
        var start = new ProcessStartInfo(
            "git", ["daemon", "--reuseaddr", "--listen=127.0.0.1", $"--port={_port}", $"--base-path={_folder}", "--export-all", _folder])
        {
            UseShellExecute = false,
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        };
        // What runs instead of pack-objects is taken from the user's configuration only.
        start.Environment["GIT_CONFIG_GLOBAL"] = Path.Combine(_folder, "gitconfig");
        _daemon = Process.Start(start)!;
        Wait.Until(Answers, TimeSpan.FromSeconds(10), "git daemon answers");
    }

    public void Stop()
    {
        _daemon!.Kill(entireProcessTree: true);
        _daemon.WaitForExit();
        _daemon.Dispose();
        _daemon = null;
        Wait.Until(() => !Answers(), TimeSpan.FromSeconds(10), "git daemon is gone");
    }

    /// <summary>No objects are sent for as long as the result lives; which refs there are is answered.</summary>
    public IDisposable WithholdObjects() => new Withholding(WithholdMark);

    /// <summary>The same content at another address, which nothing has asked for yet.</summary>
    public string Fork(string name)
    {
        Checkout.Read("cp", "-a", $"{_folder}/main", $"{_folder}/{name}");
        return UrlOf(name);
    }

    /// <summary>Adds a commit that changes one file, to a branch or, made for it, to a new one.</summary>
    public void Commit(string branch, string path, Func<string, string> change, string? newBranch = null)
    {
        var tree = Directory.CreateTempSubdirectory("commit-").FullName;
        string[] git = ["git", "-C", tree, "-c", "user.name=Sample Author", "-c", "user.email=author@localhost"];
        Checkout.Read("git", "clone", "--quiet", "--branch", branch, $"{_folder}/main/ceph.git", tree);
        var file = Path.Combine(tree, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, change(File.Exists(file) ? File.ReadAllText(file) : ""));
        Checkout.Read([.. git, "add", "--all"]);
        Checkout.Read([.. git, "commit", "--quiet", "--message", $"Change {path}"]);
        Checkout.Read([.. git, "push", "--quiet", "origin", $"HEAD:refs/heads/{newBranch ?? branch}"]);
        Directory.Delete(tree, recursive: true);
    }

    /// <summary>Runs git in a copy that <see cref="Fork"/> has made.</summary>
    public string Git(string fork, params string[] arguments) => Checkout.Read(["git", "-C", $"{_folder}/{fork}/ceph.git", .. arguments]);

    /// <summary>Makes a branch at the head of another one.</summary>
    public void Branch(string name, string at) => Checkout.Read("git", "-C", $"{_folder}/main/ceph.git", "branch", name, at);

    public void Dispose()
    {
        if (_daemon is not null)
            Stop();
        Directory.Delete(_folder, recursive: true);
    }

    private string UrlOf(string name) => $"git://127.0.0.1:{_port}/{name}/ceph.git";

    private void WriteHook()
    {
        var hook = Path.Combine(_folder, "pack-objects");
        File.WriteAllText(hook, $"#!/bin/sh\nwhile [ -e {WithholdMark} ]; do sleep 0.2; done\nexec \"$@\"\n");
        File.SetUnixFileMode(hook, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        File.WriteAllText(Path.Combine(_folder, "gitconfig"), $"[uploadpack]\n\tpackObjectsHook = {hook}\n[safe]\n\tdirectory = *\n");
    }

    private bool Answers()
    {
        try
        {
            using var client = new TcpClient();
            client.Connect(IPAddress.Loopback, _port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private sealed class Withholding : IDisposable
    {
        private readonly string _mark;

        public Withholding(string mark) => File.WriteAllText(_mark = mark, "");

        public void Dispose() => File.Delete(_mark);
    }
}
