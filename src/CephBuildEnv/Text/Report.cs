using Spectre.Console;

namespace CephBuildEnv.Text;

/// <summary>Prints results to standard output: for people on a terminal, and complete when it is a file or a pipe.</summary>
public static class Report
{
    // Nothing is wrapped or cut for a reader that is a program.
    private const int UnlimitedWidth = 1000;

    /// <summary>A table without lines around it; rows are text, not markup.</summary>
    public static void Table(IReadOnlyList<string> columns, IEnumerable<IReadOnlyList<string>> rows)
    {
        var table = new Table { Border = TableBorder.None, ShowRowSeparators = false }.AddColumns([.. columns.Select(Column)]);
        foreach (var row in rows)
            table.AddRow(row.Select(cell => new Spectre.Console.Text(cell)));
        var console = AnsiConsole.Create(new() { Out = new AnsiConsoleOutput(Console.Out) });
        if (Console.IsOutputRedirected)
            console.Profile.Width = UnlimitedWidth;
        console.Write(table);
    }

    private static TableColumn Column(string title) => new(new Spectre.Console.Text(title, new Style(decoration: Decoration.Bold))) { Padding = new(0, 0, 2, 0) };
}
