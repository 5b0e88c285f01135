using System.Buffers.Binary;
using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;

namespace CephBuildEnv.Tests.Support;

/// <summary>An engine that answers on a socket of its own with what was recorded from a real one, and remembers what it was asked.</summary>
public sealed partial class FakeEngine : IAsyncDisposable
{
    private readonly Socket _listener = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
    private readonly List<(string Method, Regex Path, Func<Stream, Task> Respond)> _answers = [];
    private readonly List<FakeRequest> _requests = [];
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _server;
    private readonly string _recordings;

    /// <param name="socket">Where it listens.</param>
    /// <param name="recordings">Folder of TestData/Engine that answers are taken from.</param>
    public FakeEngine(string socket, string recordings)
    {
        Socket = socket;
        _recordings = recordings;
        _listener.Bind(new UnixDomainSocketEndPoint(socket));
        _listener.Listen();
        _server = ServeAsync();
    }

    public string Socket { get; }

    public IReadOnlyList<FakeRequest> Requests
    {
        get
        {
            lock (_requests)
                return [.. _requests];
        }
    }

    /// <summary>Answers with a recording, or with nothing. What is said later wins.</summary>
    public FakeEngine On(string method, string path, int status, string? recording = null) =>
        OnText(method, path, status, recording is null ? "" : Checkout.TestData("Engine", _recordings, recording));

    public FakeEngine OnText(string method, string path, int status, string body) => OnStream(method, path, stream => RespondAsync(stream, status, body));

    /// <summary>Answers as the test says: the connection is its own from then on.</summary>
    public FakeEngine OnStream(string method, string path, Func<Stream, Task> respond)
    {
        _answers.Insert(0, (method, new Regex($@"^{path}(\?|$)", RegexOptions.ExplicitCapture), respond));
        return this;
    }

    /// <summary>A container's output as attach gives it: frames of stdout (1) and stderr (2).</summary>
    public FakeEngine OnAttach(params (byte Stream, string Text)[] frames) => OnStream("POST", "/containers/[^/]+/attach", async stream =>
    {
        await UpgradeAsync(stream);
        foreach (var (number, text) in frames)
            await WriteFrameAsync(stream, number, text);
    });

    /// <summary>A piece of a container's output: of stdout (1) or stderr (2).</summary>
    public static async Task WriteFrameAsync(Stream stream, byte number, string text)
    {
        var payload = Encoding.UTF8.GetBytes(text);
        var header = new byte[8];
        header[0] = number;
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), payload.Length);
        await stream.WriteAsync((byte[])[.. header, .. payload]);
    }

    /// <summary>Says nothing more until the test is over.</summary>
    public Task HangAsync() => Task.Delay(Timeout.InfiniteTimeSpan, _stop.Token);

    public static Task UpgradeAsync(Stream stream) =>
        WriteAsync(stream, "HTTP/1.1 101 UPGRADED\r\nContent-Type: application/vnd.docker.raw-stream\r\nConnection: Upgrade\r\nUpgrade: tcp\r\n\r\n");

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Dispose();
        await _server;
        _stop.Dispose();
    }

    private async Task ServeAsync()
    {
        var connections = new List<Task>();
        try
        {
            while (true)
                connections.Add(TalkAsync(await _listener.AcceptAsync(_stop.Token)));
        }
        catch (Exception e) when (e is OperationCanceledException or ObjectDisposedException || (e is SocketException && _stop.IsCancellationRequested))
        {
            await Task.WhenAll(connections);
        }
    }

    private async Task TalkAsync(Socket connection)
    {
        await using var stream = new NetworkStream(connection, ownsSocket: true);
        try
        {
            while (await ReadAsync(stream) is { } request)
            {
                lock (_requests)
                    _requests.Add(request);
                var answer = _answers.Find(answer => answer.Method == request.Method && answer.Path.IsMatch(request.Path));
                if (answer.Respond is null)
                    await RespondAsync(stream, 501, $$"""{"message":"the test has no answer to {{request}}"}""");
                else
                    await answer.Respond(stream);
                if (request.Path.Contains("/attach"))
                    return;
            }
        }
        catch (Exception e) when (e is IOException or OperationCanceledException or ObjectDisposedException)
        {
            // The client or the test is gone.
        }
    }

    private async Task<FakeRequest?> ReadAsync(NetworkStream stream)
    {
        var head = await ReadUntilAsync(stream, "\r\n\r\n");
        if (head.Length == 0)
            return null;
        var words = head.Split(' ', 3);
        var length = LengthHeader().Match(head) is { Success: true } match ? int.Parse(match.Groups["length"].Value) : 0;
        var body = head.Contains("Transfer-Encoding: chunked", StringComparison.OrdinalIgnoreCase) ? await ReadChunksAsync(stream) : await ReadExactlyAsync(stream, length);
        return new(words[0], VersionPrefix().Replace(words[1], ""), body);
    }

    private async Task<byte[]> ReadChunksAsync(NetworkStream stream)
    {
        var body = new List<byte>();
        while (Convert.ToInt32((await ReadUntilAsync(stream, "\r\n")).Trim(), 16) is > 0 and var length)
        {
            body.AddRange(await ReadExactlyAsync(stream, length));
            await ReadUntilAsync(stream, "\r\n");
        }

        await ReadUntilAsync(stream, "\r\n");
        return [.. body];
    }

    private async Task<byte[]> ReadExactlyAsync(NetworkStream stream, int length)
    {
        var buffer = new byte[length];
        await stream.ReadExactlyAsync(buffer, _stop.Token);
        return buffer;
    }

    private async Task<string> ReadUntilAsync(NetworkStream stream, string end)
    {
        var text = new StringBuilder();
        var buffer = new byte[1];
        while (text.Length < end.Length || text.ToString(text.Length - end.Length, end.Length) != end)
        {
            if (await stream.ReadAsync(buffer, _stop.Token) == 0)
                return "";
            text.Append((char)buffer[0]);
        }

        return text.ToString();
    }

    public static Task RespondAsync(Stream stream, int status, string body) => WriteAsync(
        stream, $"HTTP/1.1 {status} Recorded\r\nContent-Type: application/json\r\nContent-Length: {Encoding.UTF8.GetByteCount(body)}\r\n\r\n{body}");

    private static Task WriteAsync(Stream stream, string text) => stream.WriteAsync(Encoding.UTF8.GetBytes(text)).AsTask();

    [GeneratedRegex(@"^Content-Length: (?<length>\d+)", RegexOptions.Multiline | RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex LengthHeader();

    [GeneratedRegex(@"^/v[0-9.]+")]
    private static partial Regex VersionPrefix();
}
