package io.asyncorm.query;

import io.asyncorm.model.Column;
import io.asyncorm.model.Model;
import io.asyncorm.model.PrimaryKey;
import org.jspecify.annotations.Nullable;

/**
 * How far a work in batches has come that goes on after a crash:
 * {@link Batches#resumeAs(String)} writes it, in the transaction of each batch. It is a
 * model like those of the application, which has its table where it declares a repository
 * of it:
 *
 * <pre class="code">
 * interface BatchMarks extends AsyncRepository&lt;BatchMark, String&gt; {}
 * </pre>
 *
 * Its rows are works that have begun and not ended; to delete one begins it anew.
 *
 * @param name what the work is called
 * @param mark where the last batch ended that was done; null if none was
 * @since 0.1.0
 */
@Model(table = "async_orm_batch_mark")
public record BatchMark(@PrimaryKey @Column(length = 100) String name, @Nullable String mark) {
}
