using CephBuildEnv.Hosting;

namespace CephBuildEnv.Images;

/// <summary>The file with all that the builder of an image said last; the build goes on without it where it cannot be written.</summary>
internal sealed class ImageLog : IDisposable
{
    private StreamWriter? _writer;

    public ImageLog(HostLayout layout, string tag)
    {
        var path = layout.ImageLog(tag);
        Try(() =>
        {
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
            _writer = new(path) { AutoFlush = true };
            Path = path;
        });
    }

    /// <summary>Null when it does not hold everything.</summary>
    public string? Path { get; private set; }

    public void Write(string line) => Try(() => _writer?.WriteLine(line));

    public void Dispose() => Try(() => _writer?.Dispose());

    private void Try(Action action)
    {
        try
        {
            action();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            _writer = null;
            Path = null;
        }
    }
}
