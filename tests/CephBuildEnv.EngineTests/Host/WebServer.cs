using System.Net;
using System.Net.Sockets;

namespace CephBuildEnv.EngineTests.Host;

/// <summary>Answers everything with the same, on loopback.</summary>
public sealed class WebServer : IDisposable
{
    private readonly HttpListener _listener = new();

    public WebServer(byte[] content)
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
