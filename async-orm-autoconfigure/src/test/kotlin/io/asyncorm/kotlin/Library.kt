package io.asyncorm.kotlin

import io.asyncorm.model.Column
import io.asyncorm.model.ForeignKey
import io.asyncorm.model.Model
import io.asyncorm.model.OnDelete
import io.asyncorm.query.Deleted
import io.asyncorm.query.QuerySet
import io.asyncorm.query.Ref
import io.asyncorm.query.UpdateOrCreate
import io.asyncorm.repository.AsyncRepository
import io.asyncorm.repository.Defaults
import io.asyncorm.repository.NewValue
import io.asyncorm.repository.Query
import java.time.LocalDate
import java.util.concurrent.CompletableFuture
import kotlinx.coroutines.flow.Flow
import kotlinx.coroutines.future.await

@Model
data class Author(val id: Long?, @Column(unique = true) val name: String, val born: LocalDate?)

@Model(ordering = ["title"])
data class Book(
	val id: Long?,
	@Column(unique = true) val title: String,
	val pages: Int,
	val published: LocalDate?,
	@ForeignKey(onDelete = OnDelete.CASCADE, relatedName = "books") val author: Ref<Author>,
)

@JvmRecord
data class Shelf(val title: String, val pages: Int)

interface Authors : AsyncRepository<Author, Long>

interface Books : AsyncRepository<Book, Long> {

	suspend fun aget(title: String): Book

	suspend fun afirst(title__icontains: String): Book?

	suspend fun alistByPagesGte(pages: Int): List<Shelf>

	suspend fun aupdate(title: String, @NewValue pages: Int)

	suspend fun aupdateOrCreate(
		title: String,
		@Defaults pages: Int,
		@Defaults author: Ref<Author>,
	): UpdateOrCreate<Book>

	fun aiteratorByAuthorName(name: String): Flow<Book>

	@Query("select sum(pages) from book where pages >= :atLeast")
	suspend fun apages(atLeast: Int): Long?

	suspend fun longest(): Book? = orderBy("-pages").afirst().await().orElse(null)

}

/** What else functions return. */
interface MoreBooks : AsyncRepository<Book, Long> {

	suspend fun alist(published: LocalDate?): List<Book>

	suspend fun alistTitleByAuthorBorn(born: LocalDate?): Set<String>

	suspend fun acount(author__name: String): Int

	suspend fun aexists(title: String): Boolean

	suspend fun adelete(title: String): Deleted

	suspend fun agetPublished(title: String): LocalDate?

	suspend fun agetPublishedByPages(pages: Int): LocalDate

	suspend fun afirstPages(title: String): Int?

	fun agetPublishedByTitle(title: String): CompletableFuture<LocalDate?>

	@Query("select * from book where title = :title")
	suspend fun find(title: String): Book?

	@Query("select * from book where title = :title")
	suspend fun require(title: String): Book

	@Query("update book set pages = pages + 1 where pages >= :atLeast")
	suspend fun grow(atLeast: Int): Int

	@Query("delete from book where title = :title")
	suspend fun remove(title: String)

	@Query("select title from book order by title")
	fun titles(): Flow<String>

	fun longOnes(atLeast: Int = 600): QuerySet<Book> = filter("pages__gte", atLeast)

}

/** A repository with nothing but its own functions. */
interface Writers : io.asyncorm.repository.Repository<Author, Long> {

	suspend fun alist(): List<Author>

	suspend fun aget(id: Long): Author

	suspend fun acreate(name: String, born: LocalDate?): Author

	suspend fun acount(): Long

}
