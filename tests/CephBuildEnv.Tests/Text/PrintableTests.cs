using CephBuildEnv.Text;

namespace CephBuildEnv.Tests.Text;

public sealed class PrintableTests
{
    [Fact]
    public void Ordinary_text_stays_as_it_is() => Printable.Text("reef é").ShouldBe("reef é");

    [Fact]
    public void Control_characters_become_question_marks() => Printable.Text("a\r\n\u001b[1mb").ShouldBe("a???[1mb");

    [Fact]
    public void Long_text_is_cut_and_the_cut_is_shown() => Printable.Text(new string('x', 500)).ShouldBe(new string('x', 80) + "…");
}
