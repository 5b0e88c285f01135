using Spectre.Console;

namespace CephBuildEnv.Text;

/// <summary>Prints results to standard output.</summary>
public static class Report
{
    // Nothing is wrapped or cut: a program reads it, or somebody copies a command from it.
    private const int UnlimitedWidth = 1000;

    /// <summary>A table without lines around it; rows are text, not markup.</summary>
    public static void Table(IReadOnlyList<string> columns, IEnumerable<IReadOnlyList<string>> rows)
    {
        var table = new Table { Border = TableBorder.None, ShowRowSeparators = false }.AddColumns([.. columns.Select(Column)]);
        foreach (var row in rows)
            table.AddRow(row.Select(cell => new Spectre.Console.Text(cell)));
        using var text = new StringWriter();
        var console = AnsiConsole.Create(new() { Ansi = AnsiSupport.No, Out = new AnsiConsoleOutput(text) });
        console.Profile.Width = UnlimitedWidth;
        console.Write(table);
        foreach (var line in text.ToString().TrimEnd().Split('\n'))
            Console.WriteLine(line.TrimEnd());
    }

    private static TableColumn Column(string title) => new(new Spectre.Console.Text(title, new Style(decoration: Decoration.Bold))) { Padding = new(0, 0, 2, 0) };
}
