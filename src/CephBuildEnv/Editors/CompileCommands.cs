using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using CephBuildEnv.Processes;

namespace CephBuildEnv.Editors;

/// <summary>
/// Rewrites a compilation database for an editor on the host: sources have the same path there, headers of the system have not.
/// The format: https://clang.llvm.org/docs/JSONCompilationDatabase.html.
/// </summary>
/// <param name="sysroot">Where the image's headers are on the host.</param>
/// <param name="shared">The folder that has the same path on both sides.</param>
/// <param name="libraryFolders">Where the image's compiler finds the headers of its C++ library: editors know other versions.</param>
public sealed class CompileCommands(string sysroot, string shared, IReadOnlyList<string> libraryFolders)
{
    public const string FileName = "compile_commands.json";

    // Launchers that have no meaning where nothing is compiled.
    private static readonly string[] Launchers = ["ccache", "sccache", "distcc"];

    private static readonly string[] PathOptions = ["-I", "-isystem", "-iquote", "-idirafter", "-include", "-imacros"];

    private static readonly string[] CSources = [".c", ".s", ".S", ".asm"];

    /// <param name="database">As cmake has written it.</param>
    /// <exception cref="JsonException">It is none.</exception>
    public string ForHost(ReadOnlyMemory<byte> database)
    {
        using var document = JsonDocument.Parse(database);
        using var json = new MemoryStream();
        using (var writer = new Utf8JsonWriter(json, new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            writer.WriteStartArray();
            foreach (var entry in document.RootElement.EnumerateArray())
                Write(writer, entry);
            writer.WriteEndArray();
        }

        return Encoding.UTF8.GetString(json.GetBuffer(), 0, (int)json.Length);
    }

    private void Write(Utf8JsonWriter writer, JsonElement entry)
    {
        var file = entry.GetProperty("file").GetString()!;
        var words = entry.TryGetProperty("arguments", out var list)
            ? [.. list.EnumerateArray().Select(word => word.GetString()!)]
            : ShellWords.Split(entry.GetProperty("command").GetString()!);
        writer.WriteStartObject();
        writer.WriteString("directory", entry.GetProperty("directory").GetString());
        writer.WriteString("file", file);
        writer.WriteStartArray("arguments");
        foreach (var word in Rewrite(words, isC: CSources.Contains(Path.GetExtension(file))))
            writer.WriteStringValue(word);
        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private IEnumerable<string> Rewrite(IReadOnlyList<string> words, bool isC)
    {
        var compiler = words.SkipWhile(word => Launchers.Contains(Path.GetFileName(word))).ToList();
        foreach (var word in compiler.Take(1).Append($"--sysroot={sysroot}"))
            yield return word;
        for (var i = 1; i < compiler.Count; i++)
        {
            var isPath = PathOptions.Contains(compiler[i - 1]);
            yield return isPath ? OnHost(compiler[i]) : WithPath(compiler[i]);
        }

        foreach (var word in isC ? [] : libraryFolders.SelectMany(folder => (string[])["-isystem", OnHost(folder)]).Prepend("-nostdinc++"))
            yield return word;
    }

    // An option with its path in one word.
    private string WithPath(string word) => PathOptions.FirstOrDefault(option => word.StartsWith($"{option}/", StringComparison.Ordinal)) is { } option
        ? $"{option}{OnHost(word[option.Length..])}"
        : word;

    private string OnHost(string path) =>
        !Path.IsPathRooted(path) || path == shared || path.StartsWith($"{shared}/", StringComparison.Ordinal) ? path : $"{sysroot}{Path.GetFullPath(path)}";
}
