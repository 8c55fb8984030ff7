package io.asyncorm.dialect;

import java.util.List;
import java.util.function.Consumer;

import io.asyncorm.sql.SqlExpression;

/**
 * Renders templates of SQL, such as {@code "strpos({0}, {1})"}: {@code {0}} is the first
 * argument, {@code {*}} stands for all, and two opening braces for one.
 */
final class TemplateRenderer {

	private final SqlText out;

	private final Consumer<SqlExpression> writer;

	/**
	 * @param writer writes an argument
	 */
	TemplateRenderer(SqlText out, Consumer<SqlExpression> writer) {
		this.out = out;
		this.writer = writer;
	}

	void write(String template, SqlExpression... arguments) {
		write(template, List.of(arguments));
	}

	void write(String template, List<SqlExpression> arguments) {
		int done = 0;
		int brace = template.indexOf('{');
		while (brace >= 0) {
			this.out.append(template.substring(done, brace));
			char next = template.charAt(brace + 1);
			if (next == '{') {
				this.out.append("{");
				done = brace + 2;
			}
			else {
				done = template.indexOf('}', brace) + 1;
				if (next == '*') {
					this.out.list(arguments, ", ", this.writer);
				}
				else {
					this.writer.accept(arguments.get(Integer.parseInt(template, brace + 1, done - 1, 10)));
				}
			}
			brace = template.indexOf('{', done);
		}
		this.out.append(template.substring(done));
	}

}
