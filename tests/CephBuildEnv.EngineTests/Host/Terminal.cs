using System.Text.RegularExpressions;

namespace CephBuildEnv.EngineTests.Host;

/// <summary>A real terminal: tmux, without anybody who looks at it.</summary>
public sealed class Terminal : IDisposable
{
    /// <summary>What is shown when the command has ended, before its exit code.</summary>
    public const string EndMark = "ended with";

    private const string Session = "terminal";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly string[] _tmux;

    /// <param name="user">The words before a command that make another user run it.</param>
    /// <param name="folder">Where.</param>
    /// <param name="command">For the shell.</param>
    public Terminal(IEnumerable<string> user, string folder, string command)
    {
        // A server of its own: one that is just ending takes no new session.
        _tmux = [.. user, "tmux", "-u", "-L", $"ceph-build-env-{Guid.NewGuid():N}", "-f", "/dev/null"];
        Tmux("new-session", "-d", "-s", Session, "-x", "100", "-y", "30", "-c", folder, $"{command}; echo {EndMark} $?; exec sleep 1000");
    }

    /// <summary>Everything that was shown, lines that were too long for the screen in one piece.</summary>
    public string Screen => Tmux("capture-pane", "-p", "-J", "-S", "-", "-t", Session);

    public void Type(string text) => Tmux("send-keys", "-t", Session, "-l", text);

    /// <param name="key">As tmux names it: <c>Enter</c>, <c>Home</c>, <c>C-c</c>.</param>
    public void Press(string key) => Tmux("send-keys", "-t", Session, key);

    public void Enter(string line)
    {
        Type(line);
        Press("Enter");
    }

    public void Resize(int columns, int lines) => Tmux("resize-window", "-t", Session, "-x", $"{columns}", "-y", $"{lines}");

    /// <summary>Waits until a line matches.</summary>
    public void WaitFor(string pattern)
    {
        try
        {
            Wait.Until(() => Regex.IsMatch(Screen, $"^{pattern}", RegexOptions.Multiline), Patience, pattern);
        }
        catch (TimeoutException e)
        {
            throw new TimeoutException($"{e.Message}; the terminal shows:\n{Screen}", e);
        }
    }

    /// <summary>Closes the window, whatever runs in it.</summary>
    public void Close() => Tmux("kill-server");

    public void Dispose() => Checkout.Run([.. _tmux, "kill-server"]);

    private string Tmux(params string[] arguments) => Checkout.Read([.. _tmux, .. arguments]);
}
